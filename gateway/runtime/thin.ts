import type { FeedRecord } from '../../contract/ingest.ts';
import type { Slice } from '../ingest/driver.ts';
import type { FeedMs } from '../../contract/time.ts';

/** One position of each vehicle in so many ms is enough for a past that nobody watches... */
const EVERY_MS = 30_000;
/** ...but the present begins with everything: trails, off-route and silence look back minutes. */
const WHOLE_MS = 30 * 60_000;

/**
 * The day so far with fewer positions, everything else whole: half the time of a start. Measured over the simulated day
 * of 120 vans up to 14:00 against all positions (every 5 s): the same stops done and the same routes late, arrivals
 * 3 s apart at the median and 14 s at p95.
 */
export function* thinned(slices: Iterable<Slice>, end: FeedMs): Iterable<Slice> {
  const last = new Map<string, number>();
  const kept = (record: FeedRecord): boolean => {
    if (record.kind !== 'position' || end - record.at <= WHOLE_MS) return true;
    const { vehicleId } = record.position;
    if (record.at - (last.get(vehicleId) ?? 0) < EVERY_MS) return false;
    last.set(vehicleId, record.at);
    return true;
  };
  for (const slice of slices) yield { ...slice, records: slice.records.filter(kept) };
}
