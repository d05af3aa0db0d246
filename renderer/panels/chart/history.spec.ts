import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Metric, SeriesHistory } from '../../../contract/metric.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { feedMs } from '../../../contract/time.ts';
import { Feeds } from './feeds.ts';
import type { SeriesFeed } from './history.ts';

const MINUTE = 60_000;
const metric = (minute: number, value: number, series = 's'): Metric => ({
  series,
  unit: '%',
  at: feedMs(minute * MINUTE),
  value,
  trend: null,
  z: null,
  usual: null,
});
const history = (minutes: readonly number[], value: number): Result<SeriesHistory> =>
  ok({
    series: 's',
    unit: '%',
    at: minutes.map((minute) => feedMs(minute * MINUTE)),
    value: minutes.map(() => value),
    low: minutes.map(() => 1),
    high: minutes.map(() => null),
  });
const shown = (feed: SeriesFeed | undefined) =>
  feed?.ring.points(0, Infinity).map(({ at, value, low }) => [at / MINUTE, value, low]);

describe('what a chart holds of its series', () => {
  let asked: { series: string; from: number; to: number; answer: (result: Result<SeriesHistory>) => void }[];
  let feeds: Feeds;
  beforeEach(() => {
    vi.useFakeTimers();
    asked = [];
    feeds = new Feeds(
      (series, from, to) => new Promise((answer) => asked.push({ series, from, to, answer })),
    );
  });
  afterEach(() => {
    feeds.dispose();
    vi.useRealTimers();
  });
  const answered = async (index: number, result: Result<SeriesHistory>): Promise<void> => {
    asked[index]?.answer(result);
    await vi.advanceTimersByTimeAsync(0);
  };

  it('is history with what came after it, in the band that was last known', async () => {
    const [feed] = feeds.want(['s'], 3 * MINUTE);
    feeds.append(metric(2, 7));
    await answered(0, history([0, 1], 5));
    feeds.append(metric(2, 8));
    feeds.append(metric(3, 9));
    feeds.append(metric(1, 99));
    expect(shown(feed)).toEqual([
      [0, 5, 1],
      [1, 5, 1],
      [2, 8, null],
      [3, 9, null],
    ]);
    expect(feed?.unit).toBe('%');
  });

  it('goes back with a fleet whose clock was set back: what is drawn after it did not happen yet', async () => {
    const [feed] = feeds.want(['s'], 10 * MINUTE);
    await answered(0, history([5, 6, 7, 8, 9], 5));
    feeds.append(metric(5, 4));
    expect(shown(feed)?.map(([minute, value]) => [minute, value])).toEqual([[5, 4]]);
    feeds.append(metric(6, 3));
    expect(shown(feed)?.map(([minute]) => minute)).toEqual([5, 6]);
  });

  it('asks once, calmly, for the band of new minutes, and takes them over', async () => {
    const [feed] = feeds.want(['s'], 2 * MINUTE);
    await answered(0, history([0, 1], 5));
    for (const minute of [2, 3, 4]) feeds.append(metric(minute, minute));
    expect(asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toHaveLength(2);
    expect(asked[1]?.to).toBe(5 * MINUTE);
    await answered(1, history([0, 1, 2, 3], 6));
    expect(shown(feed)).toEqual([
      [0, 6, 1],
      [1, 6, 1],
      [2, 6, 1],
      [3, 6, 1],
      [4, 4, 1],
    ]);
  });

  it('lets a series go that is not wanted, and hears nothing of it any more', async () => {
    const [left] = feeds.want(['s'], MINUTE);
    const [other] = feeds.want(['other'], MINUTE);
    await answered(0, history([0], 5));
    feeds.append(metric(1, 1, 'other'));
    expect(left?.ring.length).toBe(0);
    expect(other?.ring.length).toBe(1);
    expect(feeds.want(['other'], MINUTE)).toEqual([other]);
    expect(asked).toHaveLength(2);
  });

  it('keeps what it has when asking fails, and says why', async () => {
    const [feed] = feeds.want(['s'], MINUTE);
    await answered(0, history([0], 5));
    feeds.reload(MINUTE);
    await answered(1, fail('timeout', 'No answer in 10 s'));
    expect(feed?.failure).toBe('No answer in 10 s');
    expect(shown(feed)).toEqual([[0, 5, 1]]);
    feeds.reload(MINUTE);
    await answered(2, history([0], 6));
    expect(feed?.failure).toBeNull();
  });

  it('marks what is unusual, also in what came live', async () => {
    const [feed] = feeds.want(['s'], 40 * MINUTE);
    const minutes = Array.from({ length: 30 }, (_, minute) => minute);
    const calm = history(minutes, 50);
    await answered(0, calm.ok ? ok({ ...calm.value, value: minutes.map((n) => 50 + (n % 3)) }) : calm);
    expect(feed?.anomalies).toEqual([]);
    feeds.append(metric(30, 20));
    expect(feed?.anomalies.map(({ at }) => at / MINUTE)).toEqual([30]);
    feeds.append(metric(30, 51));
    expect(feed?.anomalies).toEqual([]);
  });
});
