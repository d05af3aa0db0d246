import { expect, test } from 'vitest';
import { panelsOf } from './place.ts';
import type { DeskWindow, Place } from './types.ts';
import { checkWindows, closeWindow, movePanel, openPanels, tearOff, windowOf, withRoot } from './windows.ts';

const TORN = '00000000-0000-4000-8000-000000000001';
const stack = (...panels: ('map' | 'board' | 'alarms' | 'chart')[]): Place => ({
  kind: 'stack',
  panels,
  front: panels[0] ?? 'map',
});
const window = (id: string, root: Place | null): DeskWindow => ({
  id,
  root,
  bounds: null,
  state: 'normal',
  display: null,
});
const two = [window('main', stack('map', 'board')), window(TORN, stack('alarms'))];
const panelsIn = (windows: readonly DeskWindow[], id: string) =>
  panelsOf(windowOf(windows, id)?.root ?? null);

test('a panel that is torn off is in its own window and no more in the old one', () => {
  const made = window('00000000-0000-4000-8000-000000000002', null);
  const torn = tearOff(two, 'main', 'board', made);
  expect(torn.ok && panelsIn(torn.value, 'main')).toEqual(['map']);
  expect(torn.ok && panelsIn(torn.value, made.id)).toEqual(['board']);
  expect(torn.ok && checkWindows(torn.value)).toBeNull();
});

test('the last panel of a torn-off window takes its window along; main stays, empty', () => {
  const moved = movePanel(two, { from: TORN, panel: 'alarms', to: 'main', path: [], side: 'right' });
  expect(moved.ok && moved.value.map(({ id }) => id)).toEqual(['main']);
  expect(moved.ok && openPanels(moved.value)).toEqual(['map', 'board', 'alarms']);
  expect(withRoot(two, TORN, null)?.map(({ id }) => id)).toEqual(['main']);
  expect(withRoot(two, 'main', null)?.[0]).toMatchObject({ id: 'main', root: null });
});

test('a panel that stands in both windows is moved to the place that was asked for', () => {
  const both = [window('main', stack('map', 'board')), window(TORN, stack('map', 'chart'))];
  const moved = movePanel(both, { from: TORN, panel: 'map', to: 'main', path: [], side: 'bottom' });
  expect(moved.ok && panelsIn(moved.value, TORN)).toEqual(['chart']);
  expect(moved.ok && panelsIn(moved.value, 'main')).toEqual(['board', 'map']);
});

test('a window that is closed gives its panels back to main, each once', () => {
  const both = [window('main', stack('map')), window(TORN, stack('map', 'chart'))];
  const kept = closeWindow(both, TORN, true);
  expect(kept.ok && panelsIn(kept.value, 'main').toSorted()).toEqual(['chart', 'map']);
  const dropped = closeWindow(both, TORN, false);
  expect(dropped.ok && panelsIn(dropped.value, 'main')).toEqual(['map']);
});

test('what is not there is refused by the name of the argument, and nothing changes', () => {
  const none = '00000000-0000-4000-8000-00000000000f';
  expect(tearOff(two, none, 'map', window(none, null))).toMatchObject({ error: { field: 'windowId' } });
  expect(tearOff(two, TORN, 'map', window(none, null))).toMatchObject({ error: { field: 'panel' } });
  expect(movePanel(two, { from: 'main', panel: 'map', to: TORN, path: [3], side: 'left' })).toMatchObject({
    error: { field: 'path', message: `There is no place at [3] (window "${TORN}")` },
  });
  expect(closeWindow(two, 'main', true)).toMatchObject({ error: { code: 'conflict' } });
  expect(tearOff(two, 'main', 'map', window(TORN, null))).toMatchObject({ error: { field: 'id' } });
  const full = Array.from({ length: 12 }, (_, n) =>
    window(n === 0 ? 'main' : `w${n}`, stack('map', 'board')),
  );
  expect(tearOff(full, 'main', 'map', window(none, null))).toMatchObject({ error: { code: 'conflict' } });
});

test('a desk that is wrong says where', () => {
  expect(checkWindows([window(TORN, stack('map'))])).toBe('windows: none of them is "main"');
  expect(checkWindows([window('main', null), window('main', null)])).toBe(
    'windows[1].id: "main" stands twice',
  );
  expect(checkWindows([window('main', null), window(TORN, null)])).toMatch(/^windows\[1\]\.root: null/);
  expect(checkWindows([window('main', stack('map', 'map'))])).toMatch(/^windows\[0\]\.root.*twice/);
});
