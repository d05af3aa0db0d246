import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { UserSettings } from '../../../contract/settings.ts';
import { GROUNDS, windowGround } from './ground.ts';

const css = readFileSync(join(import.meta.dirname, '../../../renderer/theme/tokens.css'), 'utf8');

test.each(Object.entries(GROUNDS))(
  '%s: what a window shows first is the ground of its page',
  (theme, color) => {
    const rules = css.slice(css.indexOf(`[data-theme='${theme}'] {`));
    expect(/--ground: (#[0-9a-f]+);/.exec(rules)?.[1]).toBe(color);
  },
);

function rig(choice: UserSettings['theme'], dark: boolean, contrast = false) {
  const events = new EventEmitter();
  const nativeTheme = Object.assign(events, {
    themeSource: 'system' as 'system' | 'dark' | 'light',
    shouldUseDarkColors: dark,
    shouldUseHighContrastColors: contrast,
  });
  const painted: string[] = [];
  const state = { choice };
  const ground = windowGround({
    nativeTheme: nativeTheme as never,
    windows: () => [{ setBackgroundColor: (color: string) => void painted.push(color) }],
    choice: () => state.choice,
  });
  return { ground, nativeTheme, painted, state };
}

test('the system decides where it is asked to, also later', () => {
  const { ground, nativeTheme, painted } = rig('system', false);
  expect(ground.color).toBe(GROUNDS.light);
  nativeTheme.shouldUseDarkColors = true;
  nativeTheme.emit('updated');
  expect(painted).toEqual([GROUNDS.dark]);
  nativeTheme.shouldUseHighContrastColors = true;
  expect(ground.color).toBe(GROUNDS.contrast);
  ground.dispose();
  nativeTheme.emit('updated');
  expect(painted).toHaveLength(1);
});

test('another theme reaches the frame and every window', () => {
  const { ground, nativeTheme, painted, state } = rig('dark', false);
  state.choice = 'contrast';
  ground.changed();
  expect(nativeTheme.themeSource).toBe('dark');
  expect(painted).toEqual([GROUNDS.contrast]);
});
