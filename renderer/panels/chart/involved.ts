import type { Alarm } from '../../../contract/alarm.ts';
import type { RouteId, RouteState } from '../../../contract/fleet.ts';
import type { Stay } from './anomaly.ts';

/** A route that has to do with what is unusual. */
export interface Involved {
  readonly route: RouteState;
  /** Feed time since when an alarm of it says so; null where none does. */
  readonly since: number | null;
  /** It began with what is unusual, or within the half hour before. */
  readonly then: boolean;
}

/** What begins to go wrong shows in a figure of the whole fleet only later. */
const BEFORE_MS = 30 * 60_000;
const AFTER_MS = 5 * 60_000;

const isOut = ({ phase }: RouteState): boolean => phase === 'en-route' || phase === 'at-stop';
const isLate = (route: RouteState): boolean => route.late && isOut(route);
/** Does no work that was planned: it stands, is silent, lost its way, or did not leave. */
const isIdle =
  (now: number) =>
  (route: RouteState): boolean =>
    (isOut(route) && route.conditions.length > 0) || (route.phase === 'planned' && route.plannedStart < now);

/** Which routes a figure of the fleet counts against it; null where nothing of the fleet is known to be behind the series. */
function testOf(series: string, now: number): ((route: RouteState) => boolean) | null {
  switch (series) {
    case 'on-time-share':
    case 'late-routes':
    case 'median-adherence':
      return isLate;
    case 'stops-per-hour':
    case 'active-vans':
      return isIdle(now);
    default:
      return null;
  }
}

/**
 * The routes as they are now that the series counts against the fleet: first those whose alarm was raised around the stay,
 * then the others, the latest first. What was late then and is no longer is not known here.
 */
export function involvedIn(
  series: string,
  stay: Stay,
  routes: Iterable<RouteState>,
  alarms: Iterable<Alarm>,
  now: number,
): Involved[] | null {
  const test = testOf(series, now);
  if (test === null) return null;
  const raised = new Map<RouteId, number>();
  for (const { routeId, raisedAt, closedAt } of alarms) {
    if (routeId === null || closedAt !== null) continue;
    raised.set(routeId, Math.min(raised.get(routeId) ?? Infinity, raisedAt));
  }
  return [...routes]
    .filter(test)
    .map((route): Involved => {
      const since = raised.get(route.id) ?? null;
      const then = since !== null && since >= stay.start.at - BEFORE_MS && since <= stay.end + AFTER_MS;
      return { route, since, then };
    })
    .sort(
      (a, b) =>
        Number(b.then) - Number(a.then) || Number(b.route.adherence ?? 0) - Number(a.route.adherence ?? 0),
    );
}
