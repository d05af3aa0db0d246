import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PANELS, type Panel } from '../../../contract/bridge.ts';
import {
  HOME,
  checkPlace,
  insertPanel,
  openPanel,
  panelsOf,
  removePanel,
} from '../../../contract/layout/place.ts';
import type { Place, Rect } from '../../../contract/layout/types.ts';
import { dropAt } from './drop.ts';
import { draggedEdge, evenEdge, geometryOf, shareOut, type Geometry } from './geometry.ts';
import { DIRECTIONS, beside, grownPanel, movedPanel, neighbourTab } from './steps.ts';

const MEASURES = { gap: 6, head: 34 };
const DESK = { width: 1268, height: 720 };
const DISPATCHER = removePanel(removePanel(HOME, 'route'), 'alarm-desk') as Place;
const at = (geometry: Geometry, panel: Panel) => {
  const stack = geometry.stacks.find(({ panels }) => panels.includes(panel));
  if (stack === undefined) throw new Error(`${panel} is nowhere`);
  return stack;
};
const tree = fc
  .array(fc.tuple(fc.constantFrom(...PANELS), fc.nat(9), fc.constantFrom('tab', ...DIRECTIONS)), {
    minLength: 1,
    maxLength: 8,
  })
  .map((steps) =>
    steps.reduce<Place | null>((root, [panel, n, side]) => {
      const paths = root?.kind === 'split' ? root.children.map((_, index) => [index]) : [[]];
      return insertPanel(root, panel, paths[n % paths.length] ?? [], side);
    }, null),
  );
const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('geometryOf', () => {
  it('gives each panel one place, inside, over no other, and fills the grid', () => {
    fc.assert(
      fc.property(
        tree,
        fc.integer({ min: 60, max: 4000 }),
        fc.integer({ min: 60, max: 2200 }),
        (root, w, h) => {
          const { stacks, edges } = geometryOf(root, { width: w, height: h }, MEASURES);
          expect(stacks.flatMap(({ panels }) => panels).sort()).toEqual(panelsOf(root).sort());
          for (const { rect, panels, front } of stacks) {
            expect(panels).toContain(front);
            expect(rect.x >= 0 && rect.y >= 0 && rect.x + rect.width <= w && rect.y + rect.height <= h).toBe(
              true,
            );
            for (const n of Object.values(rect)) expect(Number.isInteger(n)).toBe(true);
          }
          for (const [n, one] of stacks.entries())
            for (const other of stacks.slice(n + 1)) expect(overlap(one.rect, other.rect)).toBe(false);
          const area = (rects: readonly { rect: Rect }[]) =>
            rects.reduce((sum, { rect }) => sum + rect.width * rect.height, 0);
          expect(area(stacks) + area(edges)).toBe(w * h);
        },
      ),
    );
  });

  it('lays the desk of 1280x800 out as the tree says', () => {
    const geometry = geometryOf(DISPATCHER, DESK, MEASURES);
    expect(geometry.stacks.map(({ front }) => front)).toEqual([
      'map',
      'board',
      'chart',
      'alarms',
      'capacity',
    ]);
    expect(at(geometry, 'map').rect).toEqual({ x: 0, y: 0, width: 965, height: 486 });
    expect(at(geometry, 'alarms').rect.x).toBe(971);
    expect(geometry.edges).toHaveLength(4);
  });

  it('keeps everything side by side at 900x600, and folds the innermost into tabs below', () => {
    const small = geometryOf(DISPATCHER, { width: 888, height: 520 }, MEASURES);
    expect(small.stacks.every(({ panels }) => panels.length === 1)).toBe(true);
    const narrow = geometryOf(DISPATCHER, { width: 700, height: 520 }, MEASURES, ['chart']);
    expect(at(narrow, 'board')).toMatchObject({ panels: ['board', 'chart'], front: 'chart', path: [0, 1] });
    const tiny = geometryOf(HOME, { width: 300, height: 240 }, MEASURES, ['alarms', 'map']);
    expect(tiny.stacks).toHaveLength(1);
    expect(tiny.stacks[0]).toMatchObject({ panels: panelsOf(HOME), front: 'alarms', path: [] });
  });

  it('of nothing is nothing', () => {
    expect(geometryOf(null, DESK, MEASURES)).toEqual({ size: DESK, stacks: [], edges: [] });
  });
});

describe('shareOut', () => {
  it('keeps the sum and the leasts', () => {
    const part = fc.tuple(fc.double({ min: 0.01, max: 1, noNaN: true }), fc.integer({ min: 0, max: 500 }));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), fc.nat(4000), (parts, room) => {
        const leasts = parts.map(([, least]) => least);
        const lengths = shareOut(
          parts.map(([share]) => share),
          leasts,
          room,
        );
        expect(lengths.reduce((sum, length) => sum + length, 0)).toBe(room);
        if (leasts.reduce((sum, least) => sum + least, 0) > room) return;
        // Half a pixel goes to rounding.
        for (const [n, length] of lengths.entries())
          expect(length).toBeGreaterThanOrEqual((leasts[n] ?? 0) - 1);
      }),
    );
  });
});

describe('an edge', () => {
  const [edge] = geometryOf(DISPATCHER, DESK, MEASURES).edges.filter(({ along }) => along === 'column');

  it('goes as far as its neighbours need', () => {
    if (edge === undefined) throw new Error('no edge');
    expect(edge.lengths).toEqual([486, 228]);
    expect(draggedEdge(edge, 40)).toEqual([526, 188]);
    expect(draggedEdge(edge, 4000)).toEqual([714 - 132, 132]);
    expect(draggedEdge(edge, -4000)).toEqual([160, 714 - 160]);
    expect(evenEdge(edge)).toEqual([357, 357]);
  });
});

describe('dropAt', () => {
  const geometry = geometryOf(DISPATCHER, DESK, MEASURES);
  const drop = (x: number, y: number, panel: Panel = 'chart') => dropAt(geometry, { x, y }, panel, 34);

  it('is a tab in the middle and on the head, a side near it, the grid at its own edge', () => {
    expect(drop(480, 240)).toMatchObject({ path: [0, 0], side: 'tab' });
    expect(drop(480, 20)).toMatchObject({ path: [0, 0], side: 'tab' });
    expect(drop(60, 240)).toMatchObject({
      path: [0, 0],
      side: 'left',
      preview: { x: 0, y: 0, width: 483, height: 486 },
    });
    expect(drop(480, 470)).toMatchObject({ path: [0, 0], side: 'bottom' });
    expect(drop(5, 240)).toMatchObject({ path: [], side: 'left', preview: { width: 423, height: 720 } });
    expect(drop(480, 2)).toMatchObject({ path: [], side: 'top' });
  });

  it('is nothing on itself, in a gap and outside', () => {
    expect(drop(480, 240, 'map')).toBeNull();
    expect(drop(968, 240)).toBeNull();
    expect(drop(-1, 240)).toBeNull();
    expect(drop(480, 720)).toBeNull();
  });

  it('promises what insertPanel does', () => {
    const found = drop(60, 240);
    if (found === null) throw new Error('nothing there');
    const after = geometryOf(insertPanel(DISPATCHER, 'chart', found.path, found.side), DESK, MEASURES);
    // But for half of the gap.
    expect(Math.abs(at(after, 'chart').rect.width - found.preview.width)).toBeLessThanOrEqual(3);
  });
});

describe('steps of the keyboard', () => {
  const geometry = geometryOf(DISPATCHER, DESK, MEASURES);

  it('know what lies beside', () => {
    expect(beside(geometry, at(geometry, 'map'), 'right')?.front).toBe('alarms');
    expect(beside(geometry, at(geometry, 'map'), 'bottom')?.front).toBe('board');
    expect(beside(geometry, at(geometry, 'map'), 'top')).toBeNull();
  });

  it('move a panel anywhere without losing one', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...PANELS), fc.constantFrom(...DIRECTIONS))), (moves) => {
        let root: Place = HOME;
        for (const [panel, direction] of moves) {
          root = movedPanel(root, geometryOf(root, DESK, MEASURES), panel, direction);
          expect(checkPlace(root)).toBeNull();
          expect(panelsOf(root).sort()).toEqual([...PANELS].sort());
        }
      }),
    );
    const left = movedPanel(DISPATCHER, geometry, 'chart', 'left');
    expect(panelsOf(left)).toEqual(['map', 'chart', 'board', 'alarms', 'capacity']);
  });

  it('take a tab out of its stack', () => {
    const tabs = insertPanel(openPanel(null, 'map'), 'board', [], 'tab');
    const out = movedPanel(tabs, geometryOf(tabs, DESK, MEASURES), 'board', 'right');
    expect(out).toMatchObject({ kind: 'split', along: 'row' });
    expect(panelsOf(out)).toEqual(['map', 'board']);
  });

  it('make a place longer at its next edge, at the one before where it is the last', () => {
    const width = (root: Place, panel: Panel) => at(geometryOf(root, DESK, MEASURES), panel).rect.width;
    for (const panel of ['map', 'alarms', 'board', 'chart'] as const) {
      const grown = grownPanel(DISPATCHER, geometry, panel, 'row', 32);
      expect(width(grown, panel)).toBe(width(DISPATCHER, panel) + 32);
    }
    expect(grownPanel(openPanel(null, 'map'), geometry, 'map', 'row', 32)).toEqual(openPanel(null, 'map'));
  });

  it('go round the tabs', () => {
    const tabs = insertPanel(insertPanel(openPanel(null, 'map'), 'board', [], 'tab'), 'chart', [], 'tab');
    const placed = geometryOf(tabs, DESK, MEASURES);
    expect(neighbourTab(placed, 'chart', 1)).toBe('map');
    expect(neighbourTab(placed, 'chart', -1)).toBe('board');
    expect(neighbourTab(geometry, 'map', 1)).toBeNull();
  });
});
