import { describe, expect, it } from 'vitest';
import { ok, type Result } from '../../../contract/result.ts';
import type { Metric, SeriesHistory } from '../../../contract/metric.ts';
import { feedMs } from '../../../contract/time.ts';
import { timeStep } from './draw.ts';
import { SeriesFeed } from './history.ts';
import { excursion, valueRange, withMetric, type ChartPoint } from './points.ts';

const point = (
  minute: number,
  value: number,
  low: number | null = 0,
  high: number | null = 10,
): ChartPoint => ({
  at: minute * 60_000,
  value,
  low,
  high,
});
const metric = (minute: number, value: number): Metric => ({
  series: 's',
  unit: '',
  at: feedMs(minute * 60_000),
  value,
  trend: null,
  z: null,
  usual: null,
});

describe('withMetric', () => {
  it('replaces the running minute, appends the next, ignores an older one and stays bounded', () => {
    const points = [point(1, 5), point(2, 6)];
    expect(withMetric(points, metric(2, 7), 10)).toEqual([point(1, 5), point(2, 7)]);
    expect(withMetric(points, metric(3, 8), 2)).toEqual([point(2, 6), point(3, 8)]);
    expect(withMetric(points, metric(1, 9), 10)).toBe(points);
  });
});

describe('excursion', () => {
  it('is where the stay outside that still lasts began', () => {
    const points = [point(1, -1), point(2, 5), point(3, -1), point(4, -2)];
    expect(excursion(points)).toEqual({ point: points[2], side: 'below' });
    expect(excursion([...points, point(5, 5)])).toBeNull();
    expect(excursion([point(1, 11)])).toMatchObject({ side: 'above' });
    expect(excursion([point(1, 11, null, null)])).toBeNull();
    expect(excursion([])).toBeNull();
  });
});

describe('valueRange', () => {
  it('holds line, band and a near target, and makes noise small', () => {
    const { min, max } = valueRange([point(1, 5), point(2, 6)], 12, 4);
    expect(min).toBeLessThan(0);
    expect(max).toBeGreaterThan(12);
    const flat = valueRange([point(1, 5, null, null)], null, 6);
    expect(flat.max - flat.min).toBeGreaterThanOrEqual(6);
    expect(valueRange([], null, 6)).toEqual({ min: 0, max: 6 });
  });
});

describe('timeStep', () => {
  it('is whole minutes that leave room for the labels', () => {
    expect(timeStep(120 * 60_000, 450)).toBe(30 * 60_000);
    expect(timeStep(10 * 60_000, 900)).toBe(60_000);
  });
});

describe('SeriesFeed', () => {
  it('shows history with what came after it, and drops the answer for a series that was left', async () => {
    const answers: ((result: Result<SeriesHistory>) => void)[] = [];
    const feed = new SeriesFeed(() => new Promise((resolve) => answers.push(resolve)));
    const history = (series: string, value: number): Result<SeriesHistory> =>
      ok({ series, unit: '', at: [feedMs(60_000)], value: [value], low: [null], high: [null] });
    feed.show('old', 120_000);
    feed.show('s', 120_000);
    feed.append(metric(2, 7));
    answers[0]?.(history('old', 99));
    answers[1]?.(history('s', 5));
    await Promise.resolve();
    await Promise.resolve();
    expect(feed.points.map((p) => p.value)).toEqual([5, 7]);
    feed.dispose();
  });
});
