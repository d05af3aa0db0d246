import type { PlannedStop, RoutePlan } from '../../../contract/fleet.ts';
import { feedMs } from '../../../contract/time.ts';
import type { RecordedDay, RecordedPosition, ScheduledStop } from './read.ts';

const DAY = 86_400;

/**
 * One plan for each trip that was driven: the trip is the route, its vehicle the van. The service day is the one that
 * brings the trip's first position nearest to its plan, so that trips past midnight (25:10:00) fall right whichever
 * calendar day the recording begins on.
 */
export function planTrips(day: RecordedDay): RoutePlan[] {
  const plans: RoutePlan[] = [];
  const seen = new Set<string>();
  for (const position of day.positions) {
    if (seen.has(position.tripId)) continue;
    seen.add(position.tripId);
    const rows = day.schedule.get(position.tripId);
    if (rows !== undefined) plans.push(planTrip(position, rows));
  }
  return plans;
}

function planTrip(first: RecordedPosition, rows: readonly ScheduledStop[]): RoutePlan {
  const inOrder = rows.toSorted((a, b) => a.seconds - b.seconds);
  const from = inOrder[0]?.seconds ?? 0;
  const to = inOrder.at(-1)?.seconds ?? 0;
  const midnight = first.moment.midnight + serviceDay(first.moment.seconds, from, to) * DAY * 1_000;
  const stops = inOrder.map(({ stop, seconds }): PlannedStop => {
    const { id, name, lat, lon } = stop;
    const arrival = feedMs(midnight + seconds * 1_000);
    return { stopId: id, name, lat, lon, arrival, windowStart: null, windowEnd: null, service: 0 };
  });
  return {
    id: first.tripId,
    vehicleId: first.vehicleId,
    driver: null,
    depot: lineName(first),
    start: feedMs(midnight + from * 1_000),
    stops,
    shape: null,
  };
}

/** Days from the position's calendar day to the trip's service day: -1, 0 or 1. */
function serviceDay(seconds: number, from: number, to: number): number {
  const apart = (offset: number): number => {
    const local = seconds - offset * DAY;
    return Math.max(0, from - local, local - to);
  };
  return [0, -1, 1].reduce((best, offset) => (apart(offset) < apart(best) ? offset : best), 0);
}

/** A recording has no depot; the line and its direction group its routes as a depot does. */
const lineName = ({ line, headsign }: RecordedPosition): string =>
  headsign.startsWith(line) ? headsign : `${line} ${headsign}`.trim();
