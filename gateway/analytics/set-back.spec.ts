import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aRoute } from '../../contract/fleet.fixture.ts';
import type { Metric } from '../../contract/metric.ts';
import { feedMs, type FeedMs } from '../../contract/time.ts';
import { createAnalytics, type FleetAnalytics } from './analytics.ts';

const START = 1_700_000_040_000; // a whole minute
const MINUTE = 60_000;
const at = (minutes: number): FeedMs => feedMs(START + minutes * MINUTE);
const fleet = (late: number) =>
  Array.from({ length: 10 }, (_, n) =>
    aRoute(`r${String(n)}`, { vehicleId: `v${String(n)}`, adherence: 0, late: n < late }),
  );
const late = (metrics: readonly Metric[]) => metrics.find(({ series }) => series === 'late-routes');
const drawn = (analytics: FleetAnalytics) => {
  const { at: times = [], value = [] } = analytics.history('late-routes', at(-1_000), at(1_000)) ?? {};
  return times.map((time, n) => [(time - START) / MINUTE, value[n]]);
};

/** Twenty minutes of a fleet, then a gateway whose clock is five minutes behind. */
function fiveMinutesBack() {
  const analytics = createAnalytics();
  for (let minute = 0; minute <= 20; minute += 1) analytics.advance(at(minute), fleet(1));
  return { analytics, told: analytics.advance(at(15.2), fleet(2)) };
}

describe('a clock that is set back by five minutes', () => {
  it('tells the newest minute that is over, and none of the future', () => {
    const { analytics, told } = fiveMinutesBack();
    expect(late(told)).toMatchObject({ at: at(14), value: 1, trend: null, z: null, usual: null });
    expect(analytics.withdrawn()).toEqual([]);
    expect(analytics.advance(at(15.9), fleet(2))).toEqual([]);
  });

  it('goes on from there: each minute is there once, in order, and the time taken back is gone', () => {
    const { analytics } = fiveMinutesBack();
    expect(late(analytics.advance(at(16), fleet(2)))).toMatchObject({ at: at(15), value: 2 });
    expect(late(analytics.advance(at(17), fleet(2)))).toMatchObject({ at: at(16), value: 2 });
    const before = Array.from({ length: 15 }, (_, minute) => [minute, 1]);
    expect(drawn(analytics)).toEqual([...before, [15, 2], [16, 2]]);
  });

  it('loses no minute where it is put right at once', () => {
    const { analytics } = fiveMinutesBack();
    const whole = drawn(analytics);
    expect(whole).toHaveLength(20);
    expect(late(analytics.advance(at(20.1), fleet(1)))).toMatchObject({ at: at(19), value: 1 });
    expect(drawn(analytics)).toEqual(whole);
  });

  it('withdraws a series that has no other minute, and tells it again when its time has come', () => {
    const analytics = createAnalytics();
    analytics.sample({ series: 'cold', unit: 'Cel', at: at(20), value: 4 });
    expect(analytics.advance(at(21), [])).toMatchObject([{ series: 'x/cold', at: at(20) }]);
    expect(analytics.advance(at(16), [])).toEqual([]);
    expect(analytics.withdrawn()).toEqual(['x/cold']);
    expect(analytics.withdrawn()).toEqual([]);
    expect(analytics.advance(at(21.1), [])).toMatchObject([{ series: 'x/cold', at: at(20), value: 4 }]);
  });

  it('counts no stop twice', () => {
    const analytics = createAnalytics();
    const stops = (done: number) => ({
      routes: [aRoute('a', { stopsDone: done })],
      removed: [],
      positions: [],
      happenings: [],
    });
    analytics.observe(stops(0));
    for (let minute = 0; minute <= 20; minute += 1) {
      analytics.observe(stops(minute));
      analytics.advance(at(minute), []);
    }
    analytics.advance(at(15), []);
    const rate = analytics.advance(at(16), fleet(0)).find(({ series }) => series === 'stops-per-hour')?.value;
    // Fifteen stops in the first fifteen minutes, none in the sixteenth.
    expect(rate).toBeCloseTo((15 * 60) / 16);
  });
});

it('whatever the clock does, nothing is told of a minute that is not over, and history ascends', () => {
  const steps = fc.array(fc.integer({ min: -400, max: 200 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(steps, (seconds) => {
      const analytics = createAnalytics();
      let now: number = START;
      const newest = new Map<string, number>();
      for (const step of seconds) {
        now += step * 1_000;
        analytics.sample({ series: 's', unit: '', at: feedMs(now), value: step });
        for (const metric of analytics.advance(feedMs(now), fleet(1))) newest.set(metric.series, metric.at);
        for (const name of analytics.withdrawn()) newest.delete(name);
        for (const [series, minute] of newest) {
          expect(minute + MINUTE, series).toBeLessThanOrEqual(now);
          const times = analytics.history(series, feedMs(0), feedMs(Number.MAX_SAFE_INTEGER))?.at ?? [];
          expect(times.every((time, n) => n === 0 || time > (times[n - 1] ?? 0))).toBe(true);
        }
      }
    }),
    { numRuns: 300 },
  );
});
