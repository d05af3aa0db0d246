import { describe, expect, it } from 'vitest';
import { feedMs } from '../../contract/time.ts';
import { settle } from './options.ts';

const dayStart = feedMs(Date.UTC(2026, 2, 10, 6));

describe('simulator options', () => {
  it('fills in what was left out', () => {
    expect(settle({ dayStart })).toMatchObject({
      seed: 1,
      vans: 120,
      stopsMin: 60,
      stopsMax: 120,
      interval: 5,
    });
  });

  it.each([
    [{ vans: 0 }, /vans is 0: must be a whole number from 1 to 20000/],
    [{ vans: 2.5 }, /vans is 2.5/],
    [{ interval: Number.NaN }, /interval is NaN: must be from 1 to 3600/],
    [{ failures: 1.2 }, /failures is 1.2/],
    [{ stopsMin: 90, stopsMax: 80 }, /stopsMin is 90: must be at most stopsMax, 80/],
    [{ sparseUntil: feedMs(Number.POSITIVE_INFINITY) }, /sparseUntil is Infinity/],
    [{ dayStart: feedMs(Number.NaN) }, /dayStart is NaN/],
  ])('refuses %o and says what is allowed', (wrong, message) => {
    expect(() => settle({ dayStart, ...wrong })).toThrow(message);
  });
});
