import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anomaliesFrom, staysOf } from './anomaly.ts';
import { MinMaxRing } from './ring/min-max-ring.ts';

const MINUTE = 60_000;

const middle = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return ((sorted[(sorted.length - 1) >> 1] ?? NaN) + (sorted[sorted.length >> 1] ?? NaN)) / 2;
};

/** The definition of `Metric.z`, by sorting everything again for each minute. */
function zOf(before: readonly (readonly [at: number, value: number])[], at: number, value: number): number {
  const window = before.filter(([then]) => then >= at - 120 * MINUTE).map(([, past]) => past);
  const usual = middle(window);
  const deviation = middle(window.map((past) => Math.abs(past - usual)));
  return window.length < 10 || deviation === 0 ? 0 : (value - usual) / (1.4826 * deviation);
}

describe('anomaliesFrom', () => {
  it('marks what the gateway would: the same z over the same window', () => {
    const day = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 9 }), fc.double({ noNaN: true, min: -50, max: 50 })),
      {
        maxLength: 200,
      },
    );
    fc.assert(
      fc.property(day, fc.nat(400), (steps, since) => {
        const ring = new MinMaxRing(256);
        const before: [number, number][] = [];
        const expected: number[] = [];
        let at = 0;
        for (const [minutes, value] of steps) {
          at += minutes * MINUTE;
          ring.append(at, value);
          if (Math.abs(zOf(before, at, value)) >= 3 && at >= since * MINUTE) expected.push(at);
          before.push([at, value]);
        }
        expect(anomaliesFrom(ring, since * MINUTE).map((anomaly) => anomaly.at)).toEqual(expected);
      }),
    );
  });
});

describe('staysOf', () => {
  it('is one mark where it began, for each side', () => {
    const found = [1, 2, 4, 20].map((minute) => ({ at: minute * MINUTE, value: 1, z: -4 }));
    const stays = staysOf([...found, { at: 21 * MINUTE, value: 9, z: 5 }]);
    expect(stays.map(({ start, end, side }) => [start.at / MINUTE, end / MINUTE, side])).toEqual([
      [1, 4, 'below'],
      [20, 20, 'below'],
      [21, 21, 'above'],
    ]);
  });
});
