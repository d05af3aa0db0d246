import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aDisplay, aWindow } from '../testing/displays.ts';
import type { Bounds, Display } from '../ports.ts';
import { hides, within } from './fit.ts';
import { placeWindows } from './place.ts';

const primary = aDisplay('1', [0, 0, 1_920, 1_080]);
const right = aDisplay('2', [1_920, 0, 3_840, 2_160]);
const upright = aDisplay('3', [5_760, 0, 1_080, 1_920]);
const all = [primary, right, upright];
const onRight = { x: 2_100, y: 100, width: 1_600, height: 1_000 };
const one = (bounds: Bounds | null, on: Display | null, displays: readonly Display[]) => {
  const [placed] = placeWindows([aWindow('main', bounds, on)], displays);
  if (placed === undefined) throw new Error('nothing placed');
  return placed;
};

test('the first start is centred on the primary display, and fits a small one', () => {
  expect(one(null, null, all).bounds).toEqual({ x: 160, y: 20, width: 1_600, height: 1_000 });
  const small = aDisplay('1', [0, 0, 1_280, 740]);
  expect(one(null, null, [small]).bounds).toEqual({ x: 0, y: 0, width: 1_280, height: 700 });
});

test('stays where it was while its display is there, also where it spans two', () => {
  expect(one(onRight, right, all)).toMatchObject({ bounds: onRight, away: false, display: right });
  const spanning = { x: 1_500, y: 50, width: 1_600, height: 900 };
  expect(one(spanning, right, all).bounds).toEqual(spanning);
  expect(one(onRight, null, all), 'saved by a version that knew no displays').toMatchObject({
    bounds: onRight,
    display: right,
  });
});

test('its display is away: on another one, and back when it is there again, though the system calls it by another id', () => {
  const away = one(onRight, right, [primary]);
  expect(away).toMatchObject({ display: primary, away: true });
  expect(away.bounds).toMatchObject({ width: 1_600, height: 1_000 });
  expect(within(away.bounds, primary.workArea)).toBe(true);
  const again = aDisplay('77', [1_920, 0, 3_840, 2_160], { label: 'Monitor 2' });
  expect(one(onRight, right, [primary, again])).toMatchObject({ bounds: onRight, away: false });
});

test('another position carries it along; another scale keeps its place and its part of the display', () => {
  const left = aDisplay('2', [-3_840, -200, 3_840, 2_160]);
  expect(one(onRight, right, [primary, left]).bounds).toEqual({ ...onRight, x: -3_660, y: -100 });
  const scaled = aDisplay('2', [1_920, 0, 1_920, 1_080], { scale: 2 });
  expect(one(onRight, right, [primary, scaled]).bounds).toEqual({ x: 2_010, y: 50, width: 800, height: 500 });
});

test('a bar that cannot be reached is brought back, the size kept; two thirds off the screen are too much', () => {
  expect(one({ x: 100, y: -300, width: 1_000, height: 700 }, primary, all).bounds).toEqual({
    x: 100,
    y: 0,
    width: 1_000,
    height: 700,
  });
  const half = { x: 1_620, y: 100, width: 1_000, height: 700 };
  expect(one(half, primary, [primary]).bounds).toEqual({ ...half, x: 920 });
});

test('what makes no sense counts as never placed; no display at all: as saved', () => {
  expect(one({ x: Number.NaN, y: 0, width: 800, height: 600 }, primary, all)).toEqual(one(null, null, all));
  expect(one(onRight, right, [])).toMatchObject({ bounds: onRight, display: null });
});

test('what was torn off without a pointer comes to the main window\u2019s display, and neither hides the other', () => {
  const main = aWindow('main', onRight, right);
  const [, torn] = placeWindows([main, aWindow('a', null, null)], all);
  expect(torn).toMatchObject({ display: right, away: false });
  expect(torn !== undefined && hides(torn.bounds, onRight)).toBe(false);
});

test('windows of a display that is away go to empty ones first, and fill none where another stands', () => {
  const windows = [
    { ...aWindow('main', { x: 0, y: 0, width: 1_600, height: 900 }, primary), state: 'maximized' as const },
    { ...aWindow('a', onRight, right), state: 'fullscreen' as const },
    { ...aWindow('b', { x: 2_000, y: 900, width: 1_000, height: 700 }, right), state: 'maximized' as const },
  ];
  const placed = placeWindows(windows, [primary, upright]);
  expect(placed.map(({ display, state }) => [display?.identity.id, state])).toEqual([
    ['1', 'maximized'],
    ['3', 'fullscreen'],
    ['1', 'normal'],
  ]);
});

test('what is kept stays, and the others go around it', () => {
  const kept = new Map([
    [
      'a',
      {
        id: 'a',
        bounds: { x: 5, y: 5, width: 900, height: 700 },
        state: 'normal' as const,
        display: primary,
        away: true,
      },
    ],
  ]);
  const windows = [aWindow('a', onRight, right), aWindow('b', onRight, right)];
  const [a, b] = placeWindows(windows, [primary], kept);
  expect(a).toBe(kept.get('a'));
  expect(a !== undefined && b !== undefined && hides(a.bounds, b.bounds)).toBe(false);
});

const side = (least: number, most: number) => fc.integer({ min: least, max: most });
/** Desks: two to four displays side by side, and windows within their work areas. */
const desk = fc
  .array(
    fc.record({
      width: side(1_280, 3_840),
      height: side(800, 2_160),
      scale: fc.constantFrom(1, 1.25, 1.5, 2),
    }),
    {
      minLength: 2,
      maxLength: 4,
    },
  )
  .chain((sizes) => {
    let x = 0;
    const displays = sizes.map(({ width, height, scale }, n) => {
      const display = aDisplay(`${n}`, [x, 0, width, height], { scale });
      x += width;
      return display;
    });
    const window = fc
      .record({
        on: side(0, displays.length - 1),
        x: side(0, 99),
        y: side(0, 99),
        width: side(0, 60),
        height: side(0, 60),
      })
      .map(({ on, ...share }) => {
        const { identity, workArea } = displays[on] ?? primary;
        const width = Math.max(640, Math.round((workArea.width * share.width) / 100));
        const height = Math.max(480, Math.round((workArea.height * share.height) / 100));
        const bounds = {
          x: workArea.x + Math.round(((workArea.width - width) * share.x) / 100),
          y: workArea.y + Math.round(((workArea.height - height) * share.y) / 100),
          width,
          height,
        };
        return { bounds, display: identity };
      });
    return fc.record({
      displays: fc.constant(displays),
      windows: fc
        .array(window, { minLength: 1, maxLength: 5 })
        .map((made) =>
          made.map((part, n) => ({ ...aWindow(n === 0 ? 'main' : `${n}`, null, null), ...part })),
        ),
      pulled: side(0, displays.length - 1),
    });
  });

test('the same displays: the same bounds, whatever their order', () => {
  fc.assert(
    fc.property(desk, ({ displays, windows }) => {
      const want = windows.map(({ bounds }) => bounds);
      expect(placeWindows(windows, displays).map(({ bounds }) => bounds)).toEqual(want);
      expect(placeWindows(windows, displays.toReversed()).map(({ bounds }) => bounds)).toEqual(want);
    }),
    { numRuns: 300 },
  );
});

test('a display is pulled: each window within a work area, those of other displays untouched, none hidden by one that moved', () => {
  fc.assert(
    fc.property(desk, ({ displays, windows, pulled }) => {
      const left = displays.filter((_, n) => n !== pulled);
      const placed = placeWindows(windows, left);
      for (const [n, { bounds, away, display }] of placed.entries()) {
        expect(left.some(({ workArea }) => within(bounds, workArea))).toBe(true);
        const was = windows[n];
        expect(away).toBe(was?.display?.id === `${pulled}`);
        if (!away) expect(bounds).toEqual(was?.bounds);
        else
          for (const other of placed)
            if (other.id !== placed[n]?.id && other.display === display)
              expect(hides(bounds, other.bounds), JSON.stringify([bounds, other.bounds])).toBe(false);
      }
      // Nothing was saved of it: with the display back all is as it was.
      expect(placeWindows(windows, displays).map(({ bounds }) => bounds)).toEqual(
        windows.map(({ bounds }) => bounds),
      );
    }),
    { numRuns: 500 },
  );
});

test('whatever was saved and whatever is plugged in, the title bar can be dragged', () => {
  const number = side(-6_000, 6_000);
  const any = fc.record({ x: number, y: number, width: side(1, 5_000), height: side(1, 5_000) });
  const plugged = fc.array(
    fc.tuple(number, number, side(800, 4_000), side(640, 3_000), side(0, 5), fc.boolean()),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(
      fc.array(any, { minLength: 1, maxLength: 4 }),
      plugged,
      fc.option(side(0, 3)),
      (saved, now, on) => {
        const displays = now.map(([x, y, width, height, id, internal]) =>
          aDisplay(`${id}`, [x, y, width, height], { internal }),
        );
        const home = on === null ? null : (displays[on] ?? right);
        const windows = saved.map((bounds, n) => aWindow(n === 0 ? 'main' : `${n}`, bounds, home));
        for (const { bounds } of placeWindows(windows, displays))
          expect(
            displays.some(({ workArea: area }) => {
              const seen =
                Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
              return bounds.y >= area.y && bounds.y + 32 <= area.y + area.height && seen >= 120;
            }),
            JSON.stringify(bounds),
          ).toBe(true);
      },
    ),
    { numRuns: 500 },
  );
});
