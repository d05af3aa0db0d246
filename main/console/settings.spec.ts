import { expect, test } from 'vitest';
import { Counters } from './counters.ts';
import { DEFAULTS, SettingsKeeper } from './settings.ts';
import { FakeClock } from './testing/clock.ts';

function rig(loads: () => Promise<unknown>) {
  const clock = new FakeClock();
  const counters = new Counters();
  const saved: unknown[] = [];
  const quiet = (): void => undefined;
  const keeper = new SettingsKeeper(
    { load: loads, save: (value) => Promise.resolve(void saved.push(value)) },
    clock,
    { debug: quiet, info: quiet, warn: quiet, error: quiet },
    counters,
  );
  return { clock, counters, saved, keeper };
}

test('a key that cannot be read costs only itself', async () => {
  const { keeper } = rig(() =>
    Promise.resolve({ theme: 'light', board: [1], gateway: 'https://gw', more: 1 }),
  );
  await keeper.load();
  expect(keeper.value).toEqual({ ...DEFAULTS, theme: 'light', gateway: 'https://gw' });
});

test('a file that cannot be read is counted, and the console starts', async () => {
  const { keeper, counters } = rig(() => Promise.reject(new Error('EACCES')));
  await keeper.load();
  expect(keeper.value).toEqual(DEFAULTS);
  expect(counters.get('settings-load-failed')).toBe(1);
});

test('many changes are one save half a second after the last, and an end saves at once', () => {
  const { keeper, clock, saved } = rig(() => Promise.resolve(undefined));
  keeper.change({ theme: 'light' });
  clock.advance(400);
  keeper.change({ gateway: 'https://gw' });
  clock.advance(499);
  expect(saved).toEqual([]);
  clock.advance(1);
  expect(saved).toEqual([{ ...DEFAULTS, theme: 'light', gateway: 'https://gw' }]);
  keeper.change({ theme: 'dark' });
  keeper.dispose();
  expect(saved).toHaveLength(2);
  expect(clock.pending).toBe(0);
});

test('a board of an older version is read, and a saved filter that cannot be read costs only itself', async () => {
  const view = { sort: 'eta', descending: false, filter: 'late', search: 'okafor' };
  const { keeper } = rig(() =>
    Promise.resolve({ board: view, filters: { list: [{ name: 'A', view }, { name: 7 }], start: null } }),
  );
  await keeper.load();
  const whole = { ...DEFAULTS.board, ...view };
  expect(keeper.value.board).toEqual(whole);
  expect(keeper.value.filters).toEqual({ list: [{ name: 'A', view: whole }], start: null });
});

test('a new start shows the filter that was chosen for it', async () => {
  const view = { ...DEFAULTS.board, filter: 'late' };
  const saved = { board: DEFAULTS.board, filters: { list: [{ name: 'Mine', view }], start: 'mine' } };
  const { keeper } = rig(() => Promise.resolve(saved));
  await keeper.load();
  expect(keeper.value.board).toEqual(view);
});
