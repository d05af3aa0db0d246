import { expect, test } from 'vitest';
import { SETTING_DEFAULTS } from '../../contract/settings.ts';
import type { Look } from '../stores/look.ts';
import { Dresser, lookOf } from './look.ts';

const calm = { dark: false, contrast: false, forced: false, still: false };

test.each([
  ['dark', { ...calm }, 'dark'],
  ['system', { ...calm }, 'light'],
  ['system', { ...calm, dark: true }, 'dark'],
  ['system', { ...calm, dark: true, contrast: true }, 'contrast'],
  ['system', { ...calm, forced: true }, 'contrast'],
  ['light', { ...calm, forced: true }, 'light'],
] as const)('%s on a computer that wants %o is %s', (theme, system, drawn) => {
  expect(lookOf({ ...SETTING_DEFAULTS, theme }, system).theme).toBe(drawn);
});

test('the setting can still what the system lets move, never the other way round', () => {
  expect(lookOf({ ...SETTING_DEFAULTS, motion: 'reduced' }, calm).still).toBe(true);
  expect(lookOf({ ...SETTING_DEFAULTS, motion: 'system' }, { ...calm, still: true }).still).toBe(true);
});

test('a change of the system is worn at once, and not after the end', () => {
  const queries = new Map<string, { matches: boolean; heard: Set<() => void> }>();
  const media = (query: string): MediaQueryList => {
    const state = { matches: false, heard: new Set<() => void>() };
    queries.set(query, state);
    return {
      get matches() {
        return state.matches;
      },
      addEventListener: (_: string, listener: () => void) => state.heard.add(listener),
      removeEventListener: (_: string, listener: () => void) => state.heard.delete(listener),
    } as unknown as MediaQueryList;
  };
  const properties = new Map<string, string>();
  const root = {
    dataset: {} as Record<string, string>,
    style: { setProperty: (name: string, value: string) => properties.set(name, value) },
  };
  const worn: Look[] = [];
  const dresser = new Dresser(root as unknown as HTMLElement, media, (look) => worn.push(look));
  dresser.wear({ ...SETTING_DEFAULTS, theme: 'system', textSize: 120, density: 'compact' });
  expect(root.dataset).toEqual({ theme: 'light', density: 'compact', motion: 'full' });
  expect(properties.get('--text-scale')).toBe('1.2');

  const dark = queries.get('(prefers-color-scheme: dark)');
  if (dark === undefined) throw new Error('nobody asked for the scheme');
  dark.matches = true;
  for (const listener of dark.heard) listener();
  expect(root.dataset['theme']).toBe('dark');
  expect(worn.map(({ theme }) => theme)).toEqual(['light', 'dark']);
  dresser.dispose();
  expect([...queries.values()].every(({ heard }) => heard.size === 0)).toBe(true);
});
