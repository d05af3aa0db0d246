import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLive, LEAST_SPAN, LIVE, MOST_SPAN, panned, spanOf, zoomed, type Range } from './range.ts';

const MINUTE = 60_000;
const bounds = { from: 0, to: 600 * MINUTE };

describe('range of time', () => {
  it('follows the newest until it is panned away, and again when panned back', () => {
    expect(spanOf(LIVE, bounds)).toEqual({ from: 480 * MINUTE, to: 600 * MINUTE });
    const back = panned(LIVE, -60 * MINUTE, bounds);
    expect(spanOf(back, { ...bounds, to: 605 * MINUTE })).toEqual({ from: 420 * MINUTE, to: 540 * MINUTE });
    expect(isLive(back)).toBe(false);
    expect(isLive(panned(back, 61 * MINUTE, bounds))).toBe(true);
  });

  it('is as short as what there is at the start of a day', () => {
    expect(spanOf(LIVE, { from: 0, to: 7 * MINUTE })).toEqual({ from: 0, to: 7 * MINUTE });
  });

  it('zooms with the time under the pointer in its place', () => {
    const back = panned(LIVE, -120 * MINUTE, bounds);
    const near = zoomed(back, 0.5, 390 * MINUTE, bounds);
    expect(spanOf(near, bounds)).toEqual({ from: 375 * MINUTE, to: 435 * MINUTE });
    expect(zoomed(back, 0.5, 600 * MINUTE, bounds)).toEqual({ span: 60 * MINUTE, end: 480 * MINUTE });
    expect(zoomed(LIVE, 0.5, 490 * MINUTE, bounds)).toEqual({ span: 60 * MINUTE, end: null });
  });

  it('never leaves its limits, whatever is done', () => {
    const step = fc.oneof(
      fc.record({ factor: fc.double({ min: 0.01, max: 100, noNaN: true }), at: fc.nat(600) }),
      fc.record({ by: fc.integer({ min: -2_000, max: 2_000 }) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let range: Range = LIVE;
        for (const each of steps)
          range =
            'by' in each
              ? panned(range, each.by * MINUTE, bounds)
              : zoomed(range, each.factor, each.at * MINUTE, bounds);
        const { from, to } = spanOf(range, bounds);
        expect(to).toBeLessThanOrEqual(bounds.to);
        expect(to - from).toBeGreaterThanOrEqual(LEAST_SPAN - 1);
        expect(to - from).toBeLessThanOrEqual(MOST_SPAN);
        expect(from).toBeGreaterThanOrEqual(bounds.from - 1);
      }),
    );
  });
});
