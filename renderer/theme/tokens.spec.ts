import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

/** The colours of one theme as they are written. */
function colorsOf(theme: string): Map<string, string> {
  const from = css.indexOf(`[data-theme='${theme}'] {`);
  const rules = css.slice(from, css.indexOf('\n}', from));
  return new Map(
    [...rules.matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

/** Relative luminance and contrast ratio of WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

const THEMES = [
  ['dark', 4.5, 3],
  ['light', 4.5, 3],
  ['contrast', 7, 4.5],
] as const;

describe.each(THEMES)('%s', (theme, text, sign) => {
  const colors = colorsOf(theme);
  const of = (name: string): string => {
    const value = colors.get(name);
    if (value === undefined) throw new Error(`${theme} has no ${name}`);
    return value;
  };

  test('has every colour that the dark one has', () => {
    expect([...colors.keys()]).toEqual([...colorsOf('dark').keys()]);
  });

  test.each(['--text', '--text-2', '--text-3'])(`%s reads at ${String(text)}:1 on every ground`, (name) => {
    for (const ground of ['--panel', '--raised'])
      expect(contrast(of(name), of(ground)), `${name} on ${ground}`).toBeGreaterThanOrEqual(text);
  });
  test.each(['--hover', '--selected', '--p1-wash', '--p2-wash', '--p3-wash'])(
    'what is said in a row reads on %s',
    (ground) => {
      for (const name of ['--text', '--text-2'])
        expect(contrast(of(name), of(ground)), name).toBeGreaterThanOrEqual(text);
    },
  );
  test.each(['--p1', '--p2', '--p3', '--accent', '--mark-normal', '--control-edge'])(
    `%s stands out at ${String(sign)}:1`,
    (name) => {
      expect(contrast(of(name), of('--panel'))).toBeGreaterThanOrEqual(sign);
    },
  );
  test.each(['--p1', '--p2', '--p3', '--mark-normal'])(`%s stands out on the map`, (name) => {
    expect(contrast(of(name), of('--map-ground'))).toBeGreaterThanOrEqual(sign);
  });
});
