import type { FeedRecord } from '../../../contract/ingest.ts';
import { feedMs, type FeedMs } from '../../../contract/time.ts';
import type { TimedSource } from '../../ports.ts';
import { planTrips } from './plans.ts';
import { readRecording, type RecordedDay, type RecordedPosition, type RecordingFiles } from './read.ts';

export type { RecordingFiles } from './read.ts';

export interface RecordingOptions extends RecordingFiles {
  /** YYYY-MM-DD, local: one day of a file that holds several. */
  readonly date?: string | undefined;
}

/** How long before its planned start a route is shown. */
const SHOWN_BEFORE = 30 * 60_000;

/**
 * A recorded day as an input. Reads its files whole at once (some seconds for a city's schedule) and throws, naming file and
 * column or day, where they cannot be used at all; single rows that cannot are counted in `rejected`.
 */
export function createRecording(options: RecordingOptions): TimedSource {
  const day = readRecording(options, options.date);
  const records = recordsOf(day);
  let next = 0;
  return {
    start: records[0]?.at ?? feedMs(0),
    end: records.at(-1)?.at ?? feedMs(0),
    city: null,
    rejected: day.rejected,
    interval: usualInterval(day.positions),
    midnight: feedMs(day.positions[0]?.moment.midnight ?? 0),
    advance(to: FeedMs): FeedRecord[] {
      const from = next;
      while ((records[next]?.at ?? Number.POSITIVE_INFINITY) <= to) next++;
      return records.slice(from, next);
    },
  };
}

/** Plans come 30 minutes before their planned start or with the trip's first position, whichever is first, but not before the day begins. */
function recordsOf(day: RecordedDay): FeedRecord[] {
  const begin = day.positions[0]?.moment.at ?? 0;
  const firstUse = new Map<string, number>();
  for (const { tripId, moment } of day.positions) if (!firstUse.has(tripId)) firstUse.set(tripId, moment.at);
  const plans = planTrips(day).map((plan): FeedRecord => {
    const shown = Math.min(plan.start - SHOWN_BEFORE, firstUse.get(plan.id) ?? plan.start);
    return { kind: 'plan', at: feedMs(Math.max(begin, shown)), plan };
  });
  // Sorting is stable: a plan stands before the position of the same moment that needs it.
  return [...plans, ...day.positions.map(positionRecord)].sort((a, b) => a.at - b.at);
}

function positionRecord({ vehicleId, tripId, moment, lat, lon, speed }: RecordedPosition): FeedRecord {
  const at = feedMs(moment.at);
  return {
    kind: 'position',
    at,
    position: { vehicleId, routeId: tripId, at, lat, lon, speed, heading: null, accuracy: null },
  };
}

/** Median seconds between a vehicle's positions. */
function usualInterval(positions: readonly RecordedPosition[]): number {
  const last = new Map<string, number>();
  const gaps: number[] = [];
  for (const { vehicleId, moment } of positions) {
    const before = last.get(vehicleId);
    if (before !== undefined && moment.at > before) gaps.push((moment.at - before) / 1_000);
    last.set(vehicleId, moment.at);
  }
  gaps.sort((a, b) => a - b);
  return gaps[gaps.length >> 1] ?? 60;
}
