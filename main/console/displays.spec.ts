import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeWindow } from './displays.ts';

const primary = { x: 0, y: 0, width: 1_920, height: 1_040 };
const right = { x: 1_920, y: 0, width: 3_840, height: 2_120 };
const left = { x: -1_080, y: -200, width: 1_080, height: 1_880 };
const onRight = { x: 2_100, y: 100, width: 1_600, height: 1_000 };

test('the first start is centred on the primary display, and fits a small one', () => {
  expect(placeWindow(null, [primary, right])).toEqual({ x: 160, y: 20, width: 1_600, height: 1_000 });
  expect(placeWindow(null, [{ x: 0, y: 0, width: 1_280, height: 700 }])).toEqual({
    x: 0,
    y: 0,
    width: 1_280,
    height: 700,
  });
});

test('stays where it was while its display is there, negative coordinates and spanning two included', () => {
  expect(placeWindow(onRight, [primary, right])).toEqual(onRight);
  const onLeft = { x: -1_000, y: -100, width: 900, height: 900 };
  expect(placeWindow(onLeft, [primary, left])).toEqual(onLeft);
  const spanning = { x: 1_500, y: 50, width: 1_600, height: 900 };
  expect(placeWindow(spanning, [primary, right])).toEqual(spanning);
});

test('comes to the primary display when its own was unplugged', () => {
  expect(placeWindow(onRight, [primary])).toEqual({ x: 160, y: 20, width: 1_600, height: 1_000 });
});

test('shrinks into a display whose scale changed', () => {
  const scaled = { x: 1_920, y: 0, width: 1_280, height: 680 };
  expect(placeWindow(onRight, [primary, scaled])).toEqual({ x: 1_920, y: 0, width: 1_280, height: 680 });
});

test('a title bar above or beside every display is brought back, the size kept', () => {
  expect(placeWindow({ x: 100, y: -300, width: 1_000, height: 700 }, [primary])).toEqual({
    x: 100,
    y: 0,
    width: 1_000,
    height: 700,
  });
  expect(placeWindow({ x: 1_900, y: 100, width: 1_000, height: 700 }, [primary])).toEqual({
    x: 920,
    y: 100,
    width: 1_000,
    height: 700,
  });
});

test('what makes no sense counts as never saved', () => {
  const first = placeWindow(null, [primary]);
  expect(placeWindow({ x: Number.NaN, y: 0, width: 800, height: 600 }, [primary])).toEqual(first);
  expect(placeWindow({ x: 0, y: 0, width: 0, height: 0 }, [primary])).toEqual(first);
});

test('no displays at all (a locked session): as saved', () => {
  expect(placeWindow(onRight, [])).toEqual(onRight);
});

test('whatever was saved and whatever is plugged in, the title bar can be dragged', () => {
  const number = fc.integer({ min: -6_000, max: 6_000 });
  const size = fc.integer({ min: 1, max: 5_000 });
  const bounds = fc.record({ x: number, y: number, width: size, height: size });
  const area = fc.record({
    x: number,
    y: number,
    width: fc.integer({ min: 800, max: 4_000 }),
    height: fc.integer({ min: 600, max: 3_000 }),
  });
  fc.assert(
    fc.property(bounds, fc.array(area, { minLength: 1, maxLength: 4 }), (saved, areas) => {
      const placed = placeWindow(saved, areas);
      return areas.some((on) => {
        const seen = Math.min(placed.x + placed.width, on.x + on.width) - Math.max(placed.x, on.x);
        return placed.y >= on.y && placed.y + 32 <= on.y + on.height && seen >= 120;
      });
    }),
  );
});

test('is stable: placing what was placed changes nothing', () => {
  const bounds = fc.record({
    x: fc.integer({ min: -3_000, max: 6_000 }),
    y: fc.integer({ min: -3_000, max: 3_000 }),
    width: fc.integer({ min: 1, max: 5_000 }),
    height: fc.integer({ min: 1, max: 3_000 }),
  });
  fc.assert(
    fc.property(bounds, (saved) => {
      const once = placeWindow(saved, [primary, right, left]);
      expect(placeWindow(once, [primary, right, left])).toEqual(once);
    }),
    { numRuns: 2_000 },
  );
});
