import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PANELS, type Panel } from '../bridge.ts';
import {
  HOME,
  checkPlace,
  insertPanel,
  openPanel,
  panelsOf,
  placeAt,
  removePanel,
  resize,
  stackOf,
  stacksOf,
  toFront,
  withShares,
} from './place.ts';
import type { Path, Place, Side } from './types.ts';

const SIDES: readonly Side[] = ['tab', 'left', 'right', 'top', 'bottom'];

/** Every place of a tree, the root first. */
const pathsOf = (place: Place | null, path: Path = []): Path[] =>
  place === null
    ? [[]]
    : place.kind === 'stack'
      ? [path]
      : [path, ...place.children.flatMap((child, n) => pathsOf(child, [...path, n]))];

const panel = fc.constantFrom(...PANELS);
const step = fc.oneof(
  fc.record({
    kind: fc.constant('insert' as const),
    panel,
    side: fc.constantFrom(...SIDES),
    at: fc.nat(40),
  }),
  fc.record({ kind: fc.constantFrom('remove' as const, 'open' as const, 'front' as const), panel }),
  fc.record({
    kind: fc.constant('resize' as const),
    at: fc.nat(40),
    index: fc.nat(5),
    by: fc.double({ min: -2, max: 2, noNaN: true }),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function apply(root: Place | null, one: Step): Place | null {
  const paths = pathsOf(root);
  switch (one.kind) {
    case 'insert':
      return insertPanel(root, one.panel, paths[one.at % paths.length] ?? [], one.side);
    case 'remove':
      return removePanel(root, one.panel);
    case 'open':
      return openPanel(root, one.panel);
    case 'front':
      return toFront(root, one.panel);
    case 'resize':
      return resize(root, paths[one.at % paths.length] ?? [], one.index, one.by);
  }
}

/** What must be open after a step. */
function expected(before: readonly Panel[], one: Step): Panel[] {
  if (one.kind === 'remove') return before.filter((open) => open !== one.panel);
  if (one.kind === 'insert' || one.kind === 'open') return [...new Set([...before, one.panel])];
  return [...before];
}

const tree = fc.array(step, { maxLength: 30 }).map((steps) => steps.reduce(apply, null as Place | null));
const sorted = (panels: readonly Panel[]): Panel[] => [...panels].sort();

/** Which panels lie how, without what is in front and how long it is. */
const shapeOf = (place: Place | null): unknown =>
  place?.kind === 'split' ? [place.along, ...place.children.map(shapeOf)] : (place?.panels ?? null);

describe('any sequence of operations', () => {
  it('keeps the tree right, and neither loses nor doubles a panel', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let root: Place | null = null;
        for (const one of steps) {
          const before = panelsOf(root);
          root = apply(root, one);
          expect(checkPlace(root)).toBeNull();
          expect(sorted(panelsOf(root))).toEqual(sorted(expected(before, one)));
        }
      }),
    );
  });

  it('leaves what it was given as it was', () => {
    fc.assert(
      fc.property(tree, step, (root, one) => {
        const before = JSON.stringify(root);
        apply(root, one);
        expect(JSON.stringify(root)).toBe(before);
      }),
    );
  });
});

describe('insertPanel', () => {
  it('is given back by removePanel', () => {
    fc.assert(
      fc.property(tree, panel, fc.nat(40), fc.constantFrom(...SIDES), (root, guest, at, side) => {
        const rest = removePanel(root, guest);
        const paths = pathsOf(rest);
        const path = paths[at % paths.length] ?? [];
        const put = insertPanel(rest, guest, path, side);
        expect(shapeOf(removePanel(put, guest))).toEqual(shapeOf(rest));
      }),
    );
  });

  it('puts the panel in front, at the side that was asked for', () => {
    const two = insertPanel(openPanel(null, 'map'), 'board', [], 'bottom');
    expect(shapeOf(two)).toEqual(['column', ['map'], ['board']]);
    const three = insertPanel(two, 'chart', [1], 'left');
    expect(shapeOf(three)).toEqual(['column', ['map'], ['row', ['chart'], ['board']]]);
    const tab = insertPanel(three, 'alarms', [0], 'tab');
    expect(stackOf(tab, 'map')?.stack).toEqual({
      kind: 'stack',
      panels: ['map', 'alarms'],
      front: 'alarms',
    });
  });

  it('moves what is there already, by the path of the tree as it was', () => {
    const three = insertPanel(
      insertPanel(openPanel(null, 'map'), 'board', [], 'right'),
      'chart',
      [],
      'right',
    );
    expect(shapeOf(three)).toEqual(['row', ['map'], ['board'], ['chart']]);
    expect(shapeOf(insertPanel(three, 'map', [2], 'bottom'))).toEqual([
      'row',
      ['board'],
      ['column', ['chart'], ['map']],
    ]);
  });

  it('beside itself leaves the tree as it is', () => {
    fc.assert(
      fc.property(tree, fc.constantFrom(...SIDES), (root, side) => {
        for (const { path, stack } of stacksOf(root))
          if (stack.panels.length === 1) expect(insertPanel(root, stack.front, path, side)).toEqual(root);
      }),
    );
  });

  it('halves the place beside which it stands, and no other', () => {
    const row = withShares(
      insertPanel(openPanel(null, 'map'), 'board', [], 'right'),
      [],
      [0.75, 0.25],
    ) as Place;
    expect(insertPanel(row, 'chart', [0], 'left')).toMatchObject({ shares: [0.375, 0.375, 0.25] });
  });

  it('says so for a path that leads nowhere', () => {
    expect(() => insertPanel(openPanel(null, 'map'), 'board', [1], 'tab')).toThrow('no place at [1]');
    expect(() => insertPanel(null, 'board', [0], 'tab')).toThrow(RangeError);
  });
});

describe('openPanel', () => {
  it('makes the home of all panels from any order of opening', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...PANELS], { minLength: PANELS.length }), (order) => {
        const root = order.reduce<Place | null>((place, one) => openPanel(place, one), null);
        expect(shapeOf(root)).toEqual(shapeOf(HOME));
      }),
    );
  });

  it('gives a closed panel of the home its place and length back', () => {
    for (const closed of PANELS) {
      const back = openPanel(removePanel(HOME, closed), closed);
      expect(shapeOf(back)).toEqual(shapeOf(HOME));
      const { path } = stackOf(HOME, closed) ?? { path: [] };
      const parent = (root: Place | null) => placeAt(root, path.slice(0, -1));
      const shares = (root: Place | null) => (parent(root) as unknown as { shares: number[] }).shares;
      for (const [n, share] of shares(HOME).entries()) expect(shares(back)[n]).toBeCloseTo(share, 9);
    }
  });

  it('brings a tab that lies behind to the front and moves nothing', () => {
    const tabs = insertPanel(openPanel(null, 'map'), 'board', [], 'tab');
    expect(openPanel(tabs, 'map')).toEqual({ kind: 'stack', panels: ['map', 'board'], front: 'map' });
  });
});

describe('removePanel', () => {
  it('leaves the next tab in front, the last where there is none', () => {
    const tabs: Place = { kind: 'stack', panels: ['map', 'board', 'chart'], front: 'board' };
    expect(removePanel(tabs, 'board')).toMatchObject({ front: 'chart' });
    expect(removePanel({ ...tabs, front: 'chart' }, 'chart')).toMatchObject({ front: 'board' });
    expect(removePanel({ ...tabs, front: 'chart' }, 'map')).toMatchObject({ front: 'chart' });
  });

  it('of the last one leaves nothing', () => {
    expect(removePanel(openPanel(null, 'map'), 'map')).toBeNull();
  });
});

describe('resize', () => {
  it('moves one edge and leaves the others where they are', () => {
    const row = insertPanel(insertPanel(openPanel(null, 'map'), 'board', [], 'right'), 'chart', [], 'right');
    const even = withShares(row, [], [1, 1, 2]);
    expect(even).toMatchObject({ shares: [0.25, 0.25, 0.5] });
    expect(resize(even, [], 1, 0.25)).toMatchObject({ shares: [0.25, 0.5, 0.25] });
    expect(resize(even, [], 2, 0.25)).toBe(even);
    expect(resize(even, [0], 0, 0.25)).toBe(even);
  });
});

describe('checkPlace', () => {
  const stack = (...panels: Panel[]): Place => ({ kind: 'stack', panels, front: panels[0] ?? 'map' });
  const split = (along: 'row' | 'column', children: Place[], shares: number[]): Place => ({
    kind: 'split',
    along,
    children,
    shares,
  });
  const deep = (depth: number): Place =>
    depth === 0 ? stack('map') : split(depth % 2 ? 'row' : 'column', [deep(depth - 1), stack()], [0.5, 0.5]);

  it.each([
    ['nothing is wrong with nothing', null, null],
    ['nor with the home', HOME, null],
    ['an empty stack', stack(), 'root.panels: empty'],
    ['twice', stack('map', 'map'), 'root.panels[1]: "map" stands twice in this window'],
    ['a front that is elsewhere', { ...stack('map'), front: 'board' } as Place, 'root.front: "board"'],
    ['a panel of another product', stack('clock' as Panel), 'no panel is called "clock"'],
    ['a split of one', split('row', [stack('map')], [1]), 'root.children: 1'],
    ['a share too few', split('row', [stack('map'), stack('board')], [1]), 'root.shares: 1 for 2'],
    ['a share of none', split('row', [stack('map'), stack('board')], [0, 1]), 'root.shares[0]: 0'],
    ['a share that is none', split('row', [stack('map'), stack('board')], [NaN, 0.5]), 'root.shares[0]: NaN'],
    ['a sum', split('row', [stack('map'), stack('board')], [0.5, 0.4]), 'root.shares: sum 0.9'],
    [
      'a row in a row',
      split('row', [split('row', [stack('map'), stack('board')], [0.5, 0.5]), stack('chart')], [0.5, 0.5]),
      'root.children[0].along: "row"',
    ],
    ['a tree that is too deep', deep(1_000), 'deeper than'],
  ])('says what is wrong: %s', (_, root, said) => {
    const wrong = checkPlace(root);
    if (said === null) expect(wrong).toBeNull();
    else expect(wrong).toContain(said);
  });
});
