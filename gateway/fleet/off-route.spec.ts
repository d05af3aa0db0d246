import { expect, it } from 'vitest';
import { OffRoute } from './off-route.ts';
import { DEFAULT_LIMITS, resolveLimits } from './options.ts';

const steps = (fixes: readonly (readonly [distance: number, accuracy: number])[]): boolean[] => {
  const offRoute = new OffRoute(DEFAULT_LIMITS);
  return fixes.map(([distance, accuracy], i) => offRoute.step(distance, accuracy, i * 10_000));
};

it('needs distance and time, and comes back only well inside', () => {
  expect(
    steps([
      [120, 5],
      [130, 5],
      [140, 5],
      [80, 5],
      [59, 5],
      [80, 5],
    ]),
  ).toEqual([false, false, true, true, false, false]);
});

it('a poor fix alone never raises it', () => {
  expect(steps([150, 160, 170, 180].map((distance) => [distance, 100] as const))).not.toContain(true);
});

it('refuses limits that contradict each other', () => {
  expect(() => resolveLimits({ lateOver: 100 })).toThrow(
    /lateUnder must be less than lateOver \(100\), not 180/,
  );
  expect(() => resolveLimits({ dwellAfter: Number.NaN })).toThrow(
    /dwellAfter must be a number of at least 0/,
  );
});
