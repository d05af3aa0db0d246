import { describe, expect, it } from 'vitest';
import { aRoute } from '../../contract/fleet.fixture.ts';
import type { Metric } from '../../contract/metric.ts';
import { feedMs } from '../../contract/time.ts';
import type { RouteState } from '../../contract/fleet.ts';
import type { FleetChanges } from '../ports.ts';
import { createAnalytics } from './analytics.ts';
import { createRobustDetector } from './detector.ts';
import { median, percentile, theilSen } from './robust.ts';

const START = 1_700_000_040_000; // a whole minute
const MINUTE = 60_000;
const at = (minutes: number) => feedMs(START + minutes * MINUTE);

const route = (id: string, fields: Partial<RouteState> = {}): RouteState =>
  aRoute(id, { vehicleId: id, stopsDone: 0, ...fields });
const changes = (routes: RouteState[], removed: string[] = []): FleetChanges => ({
  routes,
  removed,
  positions: [],
  happenings: [],
});
const byName = (metrics: Metric[]) => Object.fromEntries(metrics.map((metric) => [metric.series, metric]));

describe('robust statistics', () => {
  it('agree with values worked out by hand', () => {
    expect(median([1, 2, 3, 10])).toBe(2.5);
    expect(median([])).toBeNaN();
    expect(percentile([0, 10, 20], 0.25)).toBe(5);
    expect(
      theilSen([
        [0, 0],
        [1, 2],
        [2, 4],
        [3, 100],
      ]),
    ).toBeCloseTo((2 + 100 / 3) / 2);
    expect(theilSen([[1, 5]])).toBeNull();
  });

  it('follow the trend and not the outlier', () => {
    const line = Array.from({ length: 15 }, (_, x) => [x, x === 7 ? 1e6 : 3 * x] as const);
    expect(theilSen(line)).toBeCloseTo(3);
  });
});

describe('detector', () => {
  it('says nothing until it has seen enough', () => {
    const detector = createRobustDetector();
    const readings = Array.from({ length: 12 }, (_, n) => detector.next(at(n), n % 2));
    expect(readings.map((r) => r.trend !== null).indexOf(true)).toBe(4);
    expect(readings.map((r) => r.usual !== null).indexOf(true)).toBe(10);
  });

  it('has no z where nothing ever varied', () => {
    const detector = createRobustDetector();
    for (let n = 0; n < 20; n++) detector.next(at(n), 5);
    expect(detector.next(at(20), 50)).toMatchObject({ z: null, usual: 5, low: 5, high: 5 });
  });

  it('measures a spike in robust deviations from the minutes before it', () => {
    const detector = createRobustDetector();
    for (let n = 0; n < 40; n++) detector.next(at(n), n % 2 === 0 ? 9 : 11);
    expect(detector.next(at(40), 20).z).toBeCloseTo((20 - 10) / 1.4826);
  });

  it('looks back 120 minutes and no further, in time and not in points', () => {
    const detector = createRobustDetector();
    for (let n = 0; n < 50; n++) detector.next(at(n), 1_000);
    expect(detector.next(at(500), 1)).toEqual({ trend: null, z: null, usual: null, low: null, high: null });
  });
});

describe('fleet figures', () => {
  it('count routes under way only', () => {
    const analytics = createAnalytics();
    const routes = [
      route('a', { adherence: 10 }),
      route('b', { adherence: 400, late: true, phase: 'at-stop' }),
      route('c', { adherence: 20 }),
      route('d', { adherence: null }),
      route('done', { phase: 'completed', adherence: 900, late: true }),
      route('later', { phase: 'planned', adherence: null }),
    ];
    analytics.advance(at(0), routes);
    const metrics = byName(analytics.advance(at(1), routes));
    expect(metrics['on-time-share']).toMatchObject({ value: (100 * 2) / 3, unit: '%', at: at(0) });
    expect(metrics['late-routes']).toMatchObject({ value: 1, unit: '' });
    expect(metrics['median-adherence']).toMatchObject({ value: 20, unit: 's' });
    expect(metrics['active-vans']).toMatchObject({ value: 4 });
  });

  it('are absent where they mean nothing', () => {
    const analytics = createAnalytics();
    analytics.advance(at(0), []);
    expect(analytics.advance(at(1), [])).toEqual([]);
    const planned = [route('a', { phase: 'planned', adherence: null })];
    expect(byName(analytics.advance(at(2), planned))).toHaveProperty('active-vans.value', 0);
    expect(analytics.history('on-time-share', at(0), at(9))).toBeNull();
  });

  it('scale the stop rate while less than an hour was seen, then let the oldest minute go', () => {
    const analytics = createAnalytics();
    const rateAt = (minute: number) =>
      byName(analytics.advance(at(minute + 1), [route('a')]))['stops-per-hour']?.value;
    analytics.advance(at(0), []);
    analytics.observe(changes([route('a', { stopsDone: 5 })]));
    analytics.observe(changes([route('a', { stopsDone: 7 })]));
    expect(rateAt(0)).toBe(120);
    expect(rateAt(1)).toBe(60);
    for (let minute = 2; minute < 60; minute++) rateAt(minute);
    expect(analytics.history('stops-per-hour', at(59), at(59))?.value).toEqual([2]);
    expect(rateAt(60)).toBe(0);
  });
});

describe('ingested series', () => {
  it('are averaged by the minute, and named x/', () => {
    const analytics = createAnalytics();
    for (const value of [1, 2, 6]) analytics.sample({ series: 'temp', unit: 'Cel', at: at(0.5), value });
    expect(analytics.advance(at(0.9), [])).toEqual([]);
    expect(analytics.advance(at(1), [])).toMatchObject([
      { series: 'x/temp', unit: 'Cel', value: 3, at: at(0) },
    ]);
    expect(analytics.advance(at(1.5), [])).toEqual([]);
  });

  it('take a sample that came just after its minute, and refuse an older one with a reason', () => {
    const analytics = createAnalytics();
    analytics.sample({ series: 's', unit: '', at: at(0), value: 1 });
    analytics.sample({ series: 's', unit: '', at: at(1), value: 10 });
    analytics.advance(at(2), []);
    expect(analytics.sample({ series: 's', unit: '', at: at(1.9), value: 20 })).toBeNull();
    expect(analytics.advance(at(2), [])).toMatchObject([{ value: 15, at: at(1) }]);
    expect(analytics.sample({ series: 's', unit: '', at: at(0), value: 1 })).toMatchObject({ field: 'at' });
  });

  it('are bounded in number and in minutes', () => {
    const analytics = createAnalytics({ maxSeries: 1, minutes: 3 });
    for (let n = 0; n < 10; n++) analytics.sample({ series: 's', unit: '', at: at(n), value: n });
    analytics.advance(at(10), []);
    expect(analytics.history('x/s', at(0), at(100))?.value).toEqual([7, 8, 9]);
    expect(analytics.history('x/s', at(8), at(8))?.value).toEqual([8]);
    expect(analytics.sample({ series: 'two', unit: '', at: at(0), value: 1 })).toMatchObject({
      field: 'series',
    });
    expect([...analytics.series()]).toEqual(['x/s']);
  });
});
