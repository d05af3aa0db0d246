import type { RoutePlan } from '../../contract/fleet.ts';
import type { Course } from './course.ts';
import type { Fix } from './follower.ts';
import type { FleetLimits } from './options.ts';
import type { OrderedMatcher } from './ordered-matcher.ts';
import type { Progress } from './progress.ts';

/** A finished route's vehicle that stays at its last stop is done after the planned service and this long, milliseconds. */
const LAST_STOP_HELD = 180_000;

/** After the last stop there is nothing more to do once the vehicle has left it. */
export function hasLeftLastStop({ stops }: RoutePlan, { next, here }: OrderedMatcher): boolean {
  return next >= stops.length && here === null;
}

/** The vehicle stays at its last stop for longer than its service. */
export function staysAtLastStop(
  { stops }: RoutePlan,
  { here }: OrderedMatcher,
  { records }: Progress,
  now: number,
): boolean {
  const last = stops.length - 1;
  if (here !== last) return false;
  const arrived = records[last]?.arrived ?? now;
  return now - arrived > (stops[last]?.service ?? 0) * 1_000 + LAST_STOP_HELD;
}

/** Should long be over, and nothing is heard of it any more; `heardAt` in feed ms. */
export function isLost(plan: RoutePlan, limits: FleetLimits, heardAt: number, now: number): boolean {
  const end = plan.stops.at(-1)?.arrival ?? plan.start;
  return now - end > limits.lostAfter * 1_000 && now - heardAt > limits.lostSilence * 1_000;
}

/** Metres from the last stop, as the crow flies. */
export function metresToLastStop({ plan, stopX, stopY }: Course, fix: Fix): number {
  const last = plan.stops.length - 1;
  return Math.hypot(fix.x - (stopX[last] ?? 0), fix.y - (stopY[last] ?? 0));
}
