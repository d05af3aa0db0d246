import type { RouteState } from '../../../contract/fleet.ts';

const HOUR = 3_600_000;

type Planned = Pick<RouteState, 'plannedStart' | 'plannedEnd' | 'stopsTotal'>;

/**
 * Stops an hour that the plan has in the trailing hour at each of `times`, as `stops-per-hour` counts what was done. A route's
 * planned stops are not known here, only its start, end and number of stops: they are spread evenly in between.
 */
export function plannedRate(routes: readonly Planned[], times: readonly number[]): number[] {
  return times.map((to) => {
    const from = to - HOUR;
    let stops = 0;
    for (const { plannedStart, plannedEnd, stopsTotal } of routes) {
      const length = plannedEnd - plannedStart;
      const inside = Math.min(to, plannedEnd) - Math.max(from, plannedStart);
      if (inside > 0 && length > 0) stops += stopsTotal * Math.min(1, inside / length);
    }
    return stops;
  });
}

const MINUTE = 60_000;
/** More would be finer than a day's plan is. */
const MOST_DOTS = 120;

/** The plan's line over a window, at most 121 dots. */
export function plannedDots(
  routes: readonly Planned[],
  from: number,
  to: number,
): { x: number; y: number }[] {
  const step = Math.max(MINUTE, Math.ceil((to - from) / MOST_DOTS));
  const times = Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
  if (times.at(-1) !== to) times.push(to);
  return plannedRate(routes, times).map((y, index) => ({ x: times[index] ?? to, y }));
}
