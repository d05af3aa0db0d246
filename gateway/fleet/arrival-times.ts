import { plannedTimeAt, type Course } from './course.ts';

/** Where a vehicle was last seen on the path: metres along, feed ms. */
export interface Seen {
  readonly along: number;
  readonly at: number;
}

/** No delivery vehicle makes more metres a second from one stop to the next. */
const FASTEST = 25;
/** Metres a second; a vehicle that came to stand had at least this speed before. */
const SLOWEST = 2;

/** When a vehicle that stands now came to stand: where it was last, on at the speed it had, metres a second. */
export function timeOfHalt(from: Seen & { readonly speed: number }, now: Seen, place: number): number {
  const metres = Math.max(0, Math.min(place, Math.max(now.along, place)) - from.along);
  const speed = Math.max(from.speed, SLOWEST);
  return Math.min(now.at, from.at + (metres / speed) * 1_000);
}

/** When a vehicle that drove on was at `place`, metres along: at the plan's pace between the two fixes. */
export function timeOfPassing(course: Course, from: Seen, to: Seen, place: number): number {
  const start = plannedTimeAt(course, from.along);
  const span = plannedTimeAt(course, to.along) - start;
  const metres = to.along - from.along;
  const byPlan = span <= 0 ? null : (plannedTimeAt(course, place) - start) / span;
  const share = byPlan ?? (metres <= 0 ? 1 : (place - from.along) / metres);
  return from.at + Math.max(0, Math.min(1, share)) * (to.at - from.at);
}

/**
 * When a vehicle came to a stop of which only the end of its service is known: the planned service before that end, yet not
 * before it can have come from where it was seen.
 */
export function timeBeforeService(course: Course, stop: number, end: number, seen: readonly Seen[]): number {
  const place = course.stopAlong[stop] ?? 0;
  const earliest = seen.map(({ at, along }) => at + (Math.max(0, place - along) / FASTEST) * 1_000);
  return Math.min(end, Math.max(end - (course.plan.stops[stop]?.service ?? 0) * 1_000, ...earliest));
}
