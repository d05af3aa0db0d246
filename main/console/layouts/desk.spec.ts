import { expect, test } from 'vitest';
import { panelsOf } from '../../../contract/layout/place.ts';
import { windowOf } from '../../../contract/layout/windows.ts';
import type { Result } from '../../../contract/result.ts';
import type { Desk } from './desk.ts';
import { aDesk, uuid } from '../testing/tables.ts';

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code} ${result.error.message}`);
  return result.value;
}
const panelsIn = (desk: Desk, id: string) => panelsOf(windowOf(desk.windows, id)?.root ?? null);
const names = (desk: Desk) => desk.state.layouts.map(({ name, slot }) => `${slot ?? '-'} ${name}`);

test('a first start has the dispatcher\u2019s layout, unchanged; a role\u2019s first sign-in applies its own', () => {
  const { desk } = aDesk();
  expect(desk.state.layout).toEqual({ id: 'builtin:dispatcher', version: 1, changed: false });
  expect(desk.panels).toEqual(['map', 'board', 'alarms', 'capacity', 'chart']);
  desk.signedIn('supervisor');
  expect(desk.state.layout?.id).toBe('builtin:supervisor');
  desk.signedIn('brand-new-role');
  expect(desk.state.layout?.id).toBe('builtin:dispatcher');
});

test('who comes back finds the own desk, after a restart too', () => {
  const first = aDesk();
  first.desk.signedIn('dispatcher');
  value(first.desk.tearOff({ windowId: 'main', panel: 'alarms', at: null }));
  first.desk.signedIn('supervisor');
  expect(first.desk.windows).toHaveLength(1);
  const { desk } = first.again();
  expect(desk.state.layout?.id).toBe('builtin:supervisor');
  desk.signedIn('dispatcher');
  expect(panelsIn(desk, uuid(1))).toEqual(['alarms']);
  expect(desk.state.layout).toEqual({ id: 'builtin:dispatcher', version: 1, changed: true });
});

test('a window torn off has the id that its page was opened with, once', () => {
  const { desk } = aDesk();
  const id = '7b0f0b55-1df3-4a3c-9d39-0a4c1f4b0e11';
  expect(value(desk.tearOff({ windowId: 'main', panel: 'map', id, at: null }))).toEqual({ windowId: id });
  const again = desk.tearOff({ windowId: 'main', panel: 'board', id, at: null });
  expect(again).toMatchObject({ ok: false, error: { code: 'conflict', field: 'id' } });
  expect(desk.panels).toContain('board');
});

test('a panel that is torn off is on its way in no moment lost, and comes back when its window closes', () => {
  const { desk, changes } = aDesk();
  const before = [...desk.panels];
  const { windowId } = value(desk.tearOff({ windowId: 'main', panel: 'map', at: { x: 2_000, y: 100 } }));
  expect(desk.panels).toEqual(before);
  expect(windowOf(desk.windows, windowId)?.bounds).toEqual({ x: 1_880, y: 84, width: 960, height: 680 });
  expect(desk.state.layout?.changed).toBe(true);
  value(desk.closeWindow({ windowId, keep: true }));
  expect(panelsIn(desk, 'main').toSorted()).toEqual(before.toSorted());
  expect(changes()).toBe(2);
});

test('changed says what is another arrangement, and no more once it is undone; looking at a tab is none', () => {
  const { desk } = aDesk();
  value(desk.applyLayout({ id: 'builtin:supervisor' }));
  const root = windowOf(desk.windows, 'main')?.root ?? null;
  value(desk.openPanel({ windowId: 'main', panel: 'route' }));
  expect(desk.state.layout?.changed).toBe(false);
  value(desk.setPlaces({ windowId: 'main', root: null }));
  expect(desk.state.layout?.changed).toBe(true);
  value(desk.setPlaces({ windowId: 'main', root }));
  expect(desk.state.layout?.changed).toBe(false);
});

test('each saving is a version, ten are kept, an older one is brought back', () => {
  const { desk } = aDesk();
  const { id } = value(desk.saveLayout({ id: null, name: ' Night ', slot: 5 }));
  for (let n = 0; n < 11; n += 1) {
    value(
      desk.setPlaces({
        windowId: 'main',
        root: n === 10 ? { kind: 'stack', panels: ['map'], front: 'map' } : null,
      }),
    );
    value(desk.saveLayout({ id, name: 'Night', slot: 5 }));
  }
  const summary = desk.state.layouts.find((layout) => layout.id === id);
  expect(summary).toMatchObject({ version: 12, slot: 5, builtin: false, windowCount: 1 });
  expect(summary?.older.map(({ version }) => version)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3]);
  value(desk.applyLayout({ id, version: 11 }));
  expect(desk.panels).toEqual([]);
  expect(desk.state.layout).toEqual({ id, version: 11, changed: false });
  expect(desk.applyLayout({ id, version: 1 })).toMatchObject({
    error: { code: 'not-found', field: 'version' },
  });
  value(desk.applyLayout({ id }));
  expect(desk.panels).toEqual(['map']);
});

test('a key and a role belong to the layout that they were given to last, and go back to the built-in', () => {
  const { desk } = aDesk();
  const one = value(desk.saveLayout({ id: null, name: 'One', slot: 1 })).id;
  expect(names(desk)).toEqual(['1 One', '2 Supervisor', '3 Wall', '4 Everything', '- Dispatcher']);
  const two = value(desk.saveLayout({ id: null, name: 'Two', slot: 1 })).id;
  expect(names(desk).slice(0, 1)).toEqual(['1 Two']);
  value(desk.changeLayout({ id: one, roles: ['supervisor'] }));
  value(desk.changeLayout({ id: two, roles: ['supervisor', 'wall'], slot: null }));
  expect(names(desk)[0]).toBe('1 Dispatcher');
  desk.signedIn('supervisor');
  expect(desk.state.layout?.id).toBe(two);
  value(desk.deleteLayout({ id: two }));
  expect(desk.state.layout).toBeNull();
  expect(desk.state.layouts.find(({ id }) => id === 'builtin:supervisor')?.roles).toEqual(['supervisor']);
  expect(desk.panels, 'what stands stays').not.toEqual([]);
});

test('what came with the product is not changed, a name is there once, and thirty are the most', () => {
  const { desk } = aDesk();
  const builtin = { id: 'builtin:wall' };
  expect(desk.saveLayout({ ...builtin, name: 'x', slot: null })).toMatchObject({
    error: { code: 'forbidden' },
  });
  expect(desk.changeLayout({ ...builtin, name: 'x' })).toMatchObject({ error: { code: 'forbidden' } });
  expect(desk.deleteLayout(builtin)).toMatchObject({ error: { code: 'forbidden' } });
  expect(desk.deleteLayout({ id: 'builtin:none' })).toMatchObject({ error: { code: 'not-found' } });
  expect(desk.saveLayout({ id: null, name: 'wall', slot: null })).toMatchObject({ error: { field: 'name' } });
  expect(desk.saveLayout({ id: uuid(99), name: 'x', slot: null })).toMatchObject({
    error: { code: 'not-found' },
  });
  for (let n = 0; n < 30; n += 1) value(desk.saveLayout({ id: null, name: `L${n}`, slot: null }));
  expect(desk.saveLayout({ id: null, name: 'one more', slot: null })).toMatchObject({
    error: { code: 'conflict' },
  });
});

test('a layout leaves the main window where it is unless it says where, and brings its own windows', () => {
  const { desk } = aDesk();
  const bounds = { x: 10, y: 20, width: 1_200, height: 800 };
  desk.settled('main', { bounds, state: 'normal', display: null });
  value(desk.applyLayout({ id: 'builtin:wall' }));
  expect(windowOf(desk.windows, 'main')?.bounds).toEqual(bounds);
  const { windowId } = value(desk.tearOff({ windowId: 'main', panel: 'map', at: null }));
  const { id } = value(desk.saveLayout({ id: null, name: 'Two windows', slot: null }));
  desk.settled('main', { bounds: { ...bounds, x: 500 }, state: 'maximized', display: null });
  expect(desk.state.layout?.changed).toBe(true);
  value(desk.applyLayout({ id: 'builtin:admin' }));
  expect(desk.windows).toHaveLength(1);
  value(desk.applyLayout({ id }));
  expect(desk.windows.map((window) => window.id)).toEqual(['main', windowId]);
  expect(windowOf(desk.windows, 'main')).toMatchObject({ bounds, state: 'normal' });
});

test('a file brings the same windows under ids and a name of their own', () => {
  const { desk } = aDesk();
  value(desk.tearOff({ windowId: 'main', panel: 'map', at: null }));
  const { id } = value(desk.saveLayout({ id: null, name: 'Shared', slot: 7 }));
  const text = JSON.stringify(value(desk.exportLayout({ id })));
  const imported = value(desk.importLayout({ text })).id;
  const summary = desk.state.layouts.find((layout) => layout.id === imported);
  expect(summary).toMatchObject({ name: 'Shared 2', slot: null, roles: [], windowCount: 2 });
  value(desk.applyLayout({ id: imported }));
  expect(desk.windows.map((window) => window.id)).not.toContain(uuid(1));
  expect(panelsIn(desk, desk.windows[1]?.id ?? '')).toEqual(['map']);
});

test.each([
  ['{', 'text', /^not JSON/],
  ['[]', 'format', /got undefined/],
  ['{"format":"other"}', 'format', /got "other"/],
  [{ version: 2 }, 'version', /got 2/],
  [{ name: '' }, 'name', /must not be empty/],
  [{ windows: [] }, 'windows', /length/i],
  [{ main: { bounds: { x: 0, y: 0, width: -5, height: 1 } } }, 'windows[0].bounds.width', /got -5/],
  [
    { main: { root: { kind: 'stack', panels: ['map', 'maps'], front: 'map' } } },
    'windows[0].root.panels[1]',
    /got "maps"/,
  ],
  [
    { main: { root: { kind: 'stack', panels: ['map'], front: 'board' } } },
    'windows[0].root',
    /root.front: "board" is not/,
  ],
  [
    { main: { id: uuid(5), root: { kind: 'stack', panels: ['map'], front: 'map' } } },
    'windows',
    /none of them is "main"/,
  ],
] as const)('a file with %j is refused at %s', (part, field, message) => {
  const { desk, changes } = aDesk();
  const main = { id: 'main', root: null, bounds: null, state: 'normal', display: null };
  const text =
    typeof part === 'string'
      ? part
      : JSON.stringify({
          format: 'routewatch-layout',
          version: 1,
          name: 'x',
          windows: [{ ...main, ...('main' in part ? part.main : {}) }],
          ...part,
        });
  const answer = desk.importLayout({ text });
  expect(answer).toMatchObject({ ok: false, error: { code: 'bad-request', field } });
  expect(!answer.ok && answer.error.message).toMatch(message);
  expect(changes()).toBe(0);
});
