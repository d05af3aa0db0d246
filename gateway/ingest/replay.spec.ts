import { describe, expect, it } from 'vitest';
import type { FeedRecord } from '../../contract/ingest.ts';
import { feedMs } from '../../contract/time.ts';
import type { TimedSource } from '../ports.ts';
import { createWallDriver } from './driver.ts';
import { CATCH_UP_MS, createReplay } from './replay.ts';

const START = 1_700_000_000_000;
const HOUR = 3_600_000;

/** One sample every 10 s of feed time for `hours`. */
function tenSeconds(start: number, hours: number): TimedSource {
  let next = start;
  const end = feedMs(start + hours * HOUR);
  return {
    start: feedMs(start),
    end,
    city: null,
    rejected: new Map(),
    interval: 10,
    advance(to) {
      const records: FeedRecord[] = [];
      for (; next <= to && next <= end; next += 10_000) {
        const at = feedMs(next);
        records.push({ kind: 'sample', at, sample: { series: 's', unit: '', at, value: 1 } });
      }
      return records;
    },
  };
}

function replayed(options: { speed: number; hours?: number; next?: () => TimedSource | null }) {
  const clock = { wall: 0 };
  const replay = createReplay({
    source: tenSeconds(START, options.hours ?? 24),
    speed: options.speed,
    from: feedMs(START),
    next: options.next,
    wall: () => clock.wall,
  });
  const after = (ms: number) => {
    clock.wall += ms;
    return [...replay.step()];
  };
  after.clock = clock;
  return { replay, after };
}

describe('replay', () => {
  it('runs at its speed, in slices of at most a minute', () => {
    const { replay, after } = replayed({ speed: 600 });
    const slices = after(250);
    expect(slices.map((slice) => slice.to - START)).toEqual([60_000, 120_000, 150_000]);
    expect(slices.flatMap((slice) => slice.records)).toHaveLength(16);
    expect(replay.now()).toBe(START + 150_000);
    expect(replay.clock()).toEqual({ feed: START + 150_000, wall: 250, rate: 600 });
  });

  it('delivers every record once, however the ticks fall', () => {
    const { after } = replayed({ speed: 60, hours: 1 });
    let records = 0;
    for (let n = 0; n < 2_000; n++) records += after(7 + (n % 90)).flatMap((slice) => slice.records).length;
    expect(records).toBe(361);
  });

  it('slips instead of rushing after a suspension, and says by how much', () => {
    const { replay, after } = replayed({ speed: 10 });
    after(HOUR);
    expect(replay.now()).toBe(START + CATCH_UP_MS * 10);
    expect(replay.stats().slipped).toBe((HOUR - CATCH_UP_MS) * 10);
  });

  it('leaves what was not asked for to the next step, and slips by it', () => {
    const { replay, after } = replayed({ speed: 600 });
    const clock = after.clock;
    clock.wall += 500;
    for (const slice of replay.step()) if (slice.to >= START + 120_000) break;
    expect(replay.now()).toBe(START + 120_000);
    const slices = after(100);
    expect(replay.stats().slipped).toBe(180_000);
    expect(slices.flatMap((slice) => slice.records)).toHaveLength(6);
  });

  it('does not go back with the wall clock', () => {
    const { replay, after } = replayed({ speed: 10 });
    after(100);
    after(-5_000);
    expect(replay.now()).toBe(START + 1_000);
    after(100);
    expect(replay.now()).toBe(START + 2_000);
  });

  it('holds the end where no day follows', () => {
    const { replay, after } = replayed({ speed: 600, hours: 0.01 });
    after(500);
    expect(replay.now()).toBe(START + 36_000);
    expect(after(500)).toEqual([]);
    expect(replay.stats().held).toBe(true);
    expect(replay.clock()).toMatchObject({ feed: START + 36_000, rate: 0.001 });
  });

  it('goes on with the next day and skips the night', () => {
    const tomorrow = START + 24 * HOUR;
    const { replay, after } = replayed({ speed: 600, hours: 0.01, next: () => tenSeconds(tomorrow, 1) });
    const slices = after(500);
    expect(slices.map((slice) => slice.newDay)).toEqual([false, true]);
    expect(slices[1]?.records).toHaveLength(1);
    expect(replay.now()).toBe(tomorrow);
    after(100);
    expect(replay.now()).toBe(tomorrow + 60_000);
  });

  it('refuses a speed that would stand still', () => {
    expect(() => replayed({ speed: 0 })).toThrow(RangeError);
  });
});

it('wall time does not run backwards, but follows a clock that was wrong and is put right', () => {
  let wall = START;
  const driver = createWallDriver(() => wall);
  wall = START + 1_000;
  expect([...driver.step()]).toEqual([{ to: wall, records: [], newDay: false }]);
  wall = START;
  expect(driver.now()).toBe(START + 1_000);
  wall = START + 300_000;
  expect(driver.now()).toBe(START + 300_000);
  wall = START + 5_000;
  expect([driver.now(), driver.clock().feed]).toEqual([START + 5_000, START + 5_000]);
});
