import { createMatcher } from '../../gateway/fleet/matching.ts';
import type { RecordedDay } from '../../gateway/ingest/recording/read.ts';

export interface AdherenceFigures {
  /** Pings that count: within the radius of one of their own trip's planned stops. */
  readonly pings: number;
  /** Seconds, late positive. */
  readonly p10: number;
  readonly p50: number;
  readonly p90: number;
  /** 0-1: pings more than `LATE` seconds late. */
  readonly lateShare: number;
}

/** Metres. */
const RADIUS = 60;
const LATE = 300;
const DAY = 86_400;

/**
 * Adherence of a whole recording: each ping at the nearest of its own trip's planned stops, local time of day minus planned
 * arrival, wrapped to half a day.
 */
export function measureAdherence(day: RecordedDay): AdherenceFigures {
  const matchers = new Map(
    [...day.schedule].map(([trip, rows]) => [
      trip,
      createMatcher(
        rows.map((row) => row.stop),
        { ordered: false, radius: RADIUS },
      ),
    ]),
  );
  const found: number[] = [];
  for (const { tripId, lat, lon, moment } of day.positions) {
    const index = matchers.get(tripId)?.match(lat, lon) ?? null;
    const row = index === null ? undefined : day.schedule.get(tripId)?.[index];
    if (row !== undefined) found.push(wrap(moment.seconds - row.seconds));
  }
  found.sort((a, b) => a - b);
  const late = found.filter((seconds) => seconds > LATE).length;
  return {
    pings: found.length,
    p10: percentile(found, 0.1),
    p50: percentile(found, 0.5),
    p90: percentile(found, 0.9),
    lateShare: found.length === 0 ? Number.NaN : late / found.length,
  };
}

/** Into [-12 h, 12 h): a service day runs past midnight. */
export const wrap = (seconds: number): number => ((((seconds + DAY / 2) % DAY) + DAY) % DAY) - DAY / 2;

/** sorted[floor(p (n - 1))]; NaN of an empty list. */
export const percentile = (sorted: readonly number[], p: number): number =>
  sorted[Math.floor(p * (sorted.length - 1))] ?? Number.NaN;
