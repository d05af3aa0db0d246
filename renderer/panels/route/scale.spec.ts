import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { extentOf, FOLLOW, frameOf, panned, scale, ticks, zoomed, type Span, type View } from './scale.ts';
import { aStop, MINUTE, SIX } from './testing.ts';

const extent: Span = { from: SIX, to: SIX + 40 * MINUTE };
const minutes = ({ from, to }: Span): number => (to - from) / MINUTE;

describe('extentOf', () => {
  it('holds plan, arrival, departure and the whole interval of a forecast', () => {
    expect(extentOf([])).toBeNull();
    expect(extentOf([aStop()])).toEqual({ from: SIX, to: SIX + 2 * MINUTE });
    expect(extentOf([aStop({ arrived: SIX - MINUTE, departed: SIX + 9 * MINUTE })])).toEqual({
      from: SIX - MINUTE,
      to: SIX + 9 * MINUTE,
    });
    expect(extentOf([aStop({ eta: SIX, etaError: 180 })])).toEqual({
      from: SIX - 3 * MINUTE,
      to: SIX + 3 * MINUTE,
    });
  });
});

describe('frameOf', () => {
  it('takes the next of its spans, with the extent in its middle', () => {
    expect(frameOf(extent, FOLLOW)).toEqual({ from: SIX - 5 * MINUTE, to: SIX + 45 * MINUTE });
    expect(minutes(frameOf({ from: SIX, to: SIX + MINUTE }, FOLLOW))).toBe(30);
    expect(minutes(frameOf({ from: SIX, to: SIX + 30 * 60 * MINUTE }, FOLLOW))).toBeCloseTo(1_908);
  });
});

test('the time under the pointer stays there, however the axis is zoomed', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0.2, max: 5, noNaN: true }),
      fc.integer({ min: -60, max: 60 }),
      (share, factor, pan) => {
        const view: View = { ...FOLLOW, pan: pan * MINUTE };
        const before = frameOf(extent, view);
        const at = before.from + share * (before.to - before.from);
        const after = frameOf(extent, zoomed(view, extent, at, factor));
        expect((at - after.from) / (after.to - after.from)).toBeCloseTo(share, 6);
        expect(minutes(after)).toBeCloseTo(minutes(before) / factor, 6);
      },
    ),
  );
});

test('zoom is held between two minutes and two days', () => {
  const far = zoomed(FOLLOW, extent, SIX, 1e-9);
  expect(minutes(frameOf(extent, far))).toBeCloseTo(48 * 60);
  expect(minutes(frameOf(extent, zoomed(far, extent, SIX, 1e12)))).toBeCloseTo(2);
});

test('panning moves by a share of what is seen, and not for ever', () => {
  expect(panned(FOLLOW, extent, 0.5).pan).toBe(25 * MINUTE);
  expect(panned(FOLLOW, extent, -1e6).pan).toBe(-24 * 60 * MINUTE);
});

test('pixels are proportional to time', () => {
  const x = scale({ from: SIX, to: SIX + 10 * MINUTE }, 500);
  expect([SIX, SIX + 5 * MINUTE, SIX - MINUTE].map(x).map(Math.round)).toEqual([0, 250, -50]);
});

test('ticks are round times, never closer than the gap, never none', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 86_400 }),
      fc.integer({ min: 120, max: 172_800 }),
      fc.integer({ min: 200, max: 2_000 }),
      (offset, seconds, width) => {
        const frame = { from: SIX + offset * 1000, to: SIX + (offset + seconds) * 1000 };
        const times = ticks(frame, width, 58);
        const x = scale(frame, width);
        for (const [i, at] of times.entries()) {
          expect(at % MINUTE).toBe(0);
          expect(at).toBeGreaterThanOrEqual(frame.from);
          expect(at).toBeLessThanOrEqual(frame.to);
          if (i > 0) expect(x(at) - x(times[i - 1] ?? 0)).toBeGreaterThanOrEqual(57.999);
        }
      },
    ),
  );
  expect(ticks({ from: SIX, to: SIX + 60 * MINUTE }, 400, 58)).toHaveLength(7);
});
