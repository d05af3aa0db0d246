import { expect, test } from 'vitest';
import { aDesk, uuid } from '../testing/tables.ts';
import { NOTHING_STORED, readStored } from './stored.ts';

interface Raw {
  role: unknown;
  desks: { role: string; windows: { id: unknown; root: unknown }[] }[];
  layouts: { id: unknown; slot: unknown; roles: unknown; versions: { windows: unknown }[] }[];
}

/** The nth, or the last; a spec that expects one that is not there fails here. */
function at<T>(list: readonly T[], n: number): T {
  const found = list.at(n);
  if (found === undefined) throw new Error(`no [${n}] of ${list.length}`);
  return found;
}

function saved() {
  const rig = aDesk();
  rig.desk.signedIn('dispatcher');
  rig.desk.tearOff({ windowId: 'main', panel: 'map', at: null });
  rig.desk.tearOff({ windowId: 'main', panel: 'board', at: null });
  for (const [name, slot] of [
    ['One', 5],
    ['Two', 6],
  ] as const) {
    const made = rig.desk.saveLayout({ id: null, name, slot });
    if (made.ok) rig.desk.saveLayout({ id: made.value.id, name, slot });
  }
  return rig;
}
const harmed = (harm: (raw: Raw) => void) => saved().again((raw) => harm(raw as unknown as Raw));
const own = ({ desk }: ReturnType<typeof harmed>) =>
  desk.state.layouts.filter(({ builtin }) => !builtin).map(({ name }) => name);

test('nothing damaged: all of it comes back', () => {
  const rig = saved();
  const next = rig.again();
  expect(next.desk.state).toEqual(rig.desk.state);
  expect(next.lost).toEqual([]);
});

test('a damaged window costs itself; a damaged main window that role\u2019s desk', () => {
  const one = harmed((raw) => void (at(at(raw.desks, -1).windows, 1).root = { kind: 'heap' }));
  expect(one.desk.windows.map(({ id }) => id)).toEqual(['main', uuid(2)]);
  expect(one.lost).toEqual([expect.stringMatching(/^window: root.kind: .*got "heap"/)]);
  const main = harmed((raw) => void (at(at(raw.desks, -1).windows, 0).id = 'first'));
  expect(main.desk.windows).toHaveLength(1);
  expect(main.desk.state.layout?.id).toBe('builtin:dispatcher');
  expect(main.lost).toHaveLength(2);
  expect(own(main)).toEqual(['One', 'Two']);
});

test('a damaged version costs itself, a layout without any is left out, the others stay', () => {
  const version = harmed((raw) => void (at(at(raw.layouts, 0).versions, 0).windows = 'gone'));
  expect(own(version)).toEqual(['One', 'Two']);
  expect(version.desk.state.layouts.find(({ name }) => name === 'One')).toMatchObject({
    version: 1,
    older: [],
  });
  const all = harmed((raw) => {
    for (const one of at(raw.layouts, 0).versions) one.windows = [];
  });
  expect(own(all)).toEqual(['Two']);
  expect(all.lost).toHaveLength(3);
  const id = harmed((raw) => void (at(raw.layouts, 1).id = 17));
  expect(own(id)).toEqual(['One']);
  expect(id.lost).toEqual([expect.stringMatching(/^layout: id: .*got 17/)]);
});

test('a bad key or role costs no layout; two of one id, or a built-in\u2019s, count once', () => {
  const slot = harmed((raw) => {
    at(raw.layouts, 0).slot = 99;
    at(raw.layouts, 1).roles = 'all';
  });
  expect(own(slot).toSorted()).toEqual(['One', 'Two']);
  expect(slot.lost).toEqual([]);
  const twice = harmed((raw) => void (at(raw.layouts, 1).id = at(raw.layouts, 0).id));
  expect(own(twice)).toEqual(['One']);
  const builtin = harmed((raw) => void (at(raw.layouts, 1).id = 'builtin:wall'));
  expect(own(builtin)).toEqual(['One']);
  expect(builtin.lost).toHaveLength(1);
});

test('what is no desk at all is told once, and a file without one not at all', () => {
  const lost: string[] = [];
  expect(readStored('nonsense', (what) => lost.push(what))).toEqual(NOTHING_STORED);
  expect(readStored(undefined, (what) => lost.push(what))).toEqual(NOTHING_STORED);
  expect(readStored({ role: 5, desks: 'x', layouts: null }, (what) => lost.push(what))).toEqual(
    NOTHING_STORED,
  );
  expect(lost).toEqual(['desk']);
});
