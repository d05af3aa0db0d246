import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadConfig } from '../config/load.ts';
import type { Config } from '../config/schema.ts';
import { SLICE_MS } from '../ingest/driver.ts';
import { localTime, midnightOf, nextDay } from './day.ts';
import { openInput } from './source.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'routewatch-source-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

const NOON = new Date(2026, 10, 22, 12).getTime();
const configured = (part: Partial<Config>): Config => ({
  ...loadConfig({ flags: new Map(), env: {}, cwd: dir }).config,
  vans: 2,
  ...part,
});

it('lives the simulated day up to its time of day, in slices of at most a minute', () => {
  const input = openInput(configured({ date: '2026-03-02', startTime: 9 * 60 }), () => NOON);
  const slices = [...input.preroll()];
  const start = localTime('2026-03-02', 6, NOON);
  expect(slices[0]?.to).toBe(start);
  expect(slices.at(-1)?.to).toBe(localTime('2026-03-02', 9, NOON));
  for (const [index, slice] of slices.slice(1).entries()) {
    expect(slice.to - (slices[index]?.to ?? 0)).toBeLessThanOrEqual(SLICE_MS);
  }
  const kinds = slices.flatMap((slice) => slice.records).map((record) => record.kind);
  expect(kinds.filter((kind) => kind === 'plan')).toHaveLength(2);
  expect(kinds.filter((kind) => kind === 'position').length).toBeGreaterThan(300);
  expect(input.drive().now()).toBe(slices.at(-1)?.to);
});

it('thins the positions of the past, and leaves the last half hour whole', () => {
  const input = openInput(configured({ date: '2026-03-02', startTime: 14 * 60 }), () => NOON);
  const end = localTime('2026-03-02', 14, NOON);
  const gaps = { before: [] as number[], after: [] as number[] };
  const last = new Map<string, number>();
  for (const record of [...input.preroll()].flatMap((slice) => slice.records)) {
    if (record.kind !== 'position') continue;
    const gap = record.at - (last.get(record.position.vehicleId) ?? Number.NEGATIVE_INFINITY);
    last.set(record.position.vehicleId, record.at);
    gaps[end - record.at > 1_800_000 ? 'before' : 'after'].push(gap);
  }
  expect(Math.min(...gaps.before)).toBeGreaterThanOrEqual(30_000);
  expect(gaps.after.filter((gap) => gap <= 6_000).length).toBeGreaterThan(300);
});

it('begins mid-shift today unless told otherwise', () => {
  const input = openInput(configured({}), () => NOON);
  expect(input.drive().now()).toBe(new Date(2026, 10, 22, 14).getTime());
});

it('names the times that it has when asked for another', () => {
  expect(() => openInput(configured({ startTime: 5 * 60 }), () => NOON)).toThrow(
    "start-time: 05:00 is outside this input's day; allowed: 06:00 to 22:00",
  );
});

it('writes the ground truth as JSON lines', () => {
  const truth = join(dir, 'truth.jsonl');
  const input = openInput(configured({ truth, startTime: 11 * 60 }), () => NOON);
  for (const _ of input.preroll());
  input.dispose();
  input.dispose();
  const records = readFileSync(truth, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { kind: string; at: number });
  expect(records.some((record) => record.kind === 'arrived')).toBe(true);
  expect(records.every((record, index) => index === 0 || record.at >= (records[index - 1]?.at ?? 0))).toBe(
    true,
  );
});

it('knows days by the calendar, over the ends of months', () => {
  expect(nextDay('2028-02-28', NOON)).toBe('2028-02-29');
  expect(nextDay('2026-12-31', NOON)).toBe('2027-01-01');
  expect(midnightOf(localTime('2026-03-29', 14, NOON))).toBe(localTime('2026-03-29', 0, NOON));
});
