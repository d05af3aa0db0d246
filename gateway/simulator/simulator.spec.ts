import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { FeedRecord } from '../../contract/ingest.ts';
import { feedMs } from '../../contract/time.ts';
import { createSimulator, type SimulatorOptions, type TruthRecord } from './index.ts';

const dayStart = feedMs(Date.UTC(2026, 2, 10, 6));
const HOUR = 3_600_000;
const small: SimulatorOptions = { dayStart, vans: 14, interval: 20, stopsMin: 20, stopsMax: 30 };

/** Advances by the steps in turn until the time is reached; every record comes back in the order it came. */
function drive(options: SimulatorOptions, hours: number, steps: readonly number[]): FeedRecord[] {
  const simulator = createSimulator(options);
  const to = dayStart + hours * HOUR;
  const records = simulator.advance(simulator.start);
  for (let at: number = dayStart, i = 0; at < to; i++) {
    at = Math.min(to, at + (steps[i % steps.length] ?? 1_000));
    for (const record of simulator.advance(feedMs(at))) records.push(record);
  }
  return records;
}

const hash = (values: Iterable<unknown>): string => {
  const sum = createHash('sha256');
  for (const value of values) sum.update(JSON.stringify(value)).update('\n');
  return sum.digest('hex');
};

describe('simulated day', { timeout: 60_000 }, () => {
  const whole = drive(small, 16, [16 * HOUR]);

  it('is the same byte for byte, however the time is sliced', () => {
    const expected = hash(whole);
    expect(hash(drive(small, 16, [60_000]))).toBe(expected);
    expect(hash(drive(small, 16, [977, 3_001, 45 * 60_000, 1, 12_345]))).toBe(expected);
  });

  it('is another day for another seed', () => {
    expect(hash(drive({ ...small, seed: 2 }, 16, [HOUR]))).not.toBe(hash(whole));
  });

  it('gives records in ascending order, each call its own stretch of time', () => {
    const simulator = createSimulator(small);
    expect(simulator.advance(simulator.start).map((record) => record.kind)).toEqual(Array(14).fill('plan'));
    let from: number = simulator.start;
    for (let to = from + 7 * 60_000; to < simulator.end; to += 7 * 60_000) {
      const times = simulator.advance(feedMs(to)).map((record) => record.at);
      const began = from;
      expect(times.filter((at, i) => at < (times[i - 1] ?? at) || at <= began || at > to)).toEqual([]);
      from = to;
    }
    expect(simulator.advance(feedMs(from))).toEqual([]);
    expect(simulator.advance(feedMs(from - HOUR))).toEqual([]);
  });

  it('begins with one plan for each van, each with its own ids', () => {
    const plans = whole.flatMap((record) => (record.kind === 'plan' ? [record.plan] : []));
    expect(plans).toHaveLength(14);
    expect(new Set(plans.map((plan) => plan.id)).size).toBe(14);
    expect(new Set(plans.map((plan) => plan.vehicleId)).size).toBe(14);
  });

  it('has a result for each stop, and lets arrivals be found from positions alone', () => {
    const count = (type: string): number =>
      whole.filter((record) => record.kind === 'event' && record.event.type === type).length;
    const stops = whole.reduce(
      (sum, record) => sum + (record.kind === 'plan' ? record.plan.stops.length : 0),
      0,
    );
    expect(count('delivered') + count('failed')).toBe(stops);
    expect(count('departed')).toBe(14);
    expect(count('completed')).toBe(14);
    expect(count('arrived')).toBe(0);
  });

  it('tells the truth as it goes, the same that it tells afterwards, and none before it has begun', () => {
    const told: TruthRecord[] = [];
    const simulator = createSimulator({ ...small, onTruth: (record) => void told.push(record) });
    expect([...simulator.truth()]).toEqual([]);
    for (let to: number = dayStart; to <= dayStart + 9 * HOUR; to += 600_000) simulator.advance(feedMs(to));
    expect(told.length).toBeGreaterThan(5_000);
    expect(hash(simulator.truth())).toBe(hash(told));
  });

  it('sends fewer positions until the asked moment, and after it exactly the same', () => {
    const until = feedMs(dayStart + 5 * HOUR);
    const records = drive({ ...small, sparseUntil: until }, 16, [HOUR]);
    const before = (list: readonly FeedRecord[]): FeedRecord[] => list.filter((record) => record.at < until);
    const after = (list: readonly FeedRecord[]): FeedRecord[] => list.filter((record) => record.at >= until);
    expect(hash(after(records))).toBe(hash(after(whole)));
    const others = (list: readonly FeedRecord[]): FeedRecord[] =>
      list.filter((record) => record.kind !== 'position');
    expect(others(before(records))).toEqual(others(before(whole)));
    const share =
      (before(records).length - others(before(records)).length) /
      (before(whole).length - others(before(whole)).length);
    expect(share).toBeGreaterThan(0.3);
    expect(share).toBeLessThan(0.37);
  });
});
