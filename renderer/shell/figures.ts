import type { RouteState } from '../../contract/fleet.ts';
import type { Point } from '../stores/metrics.ts';

export interface FleetFigures {
  readonly routes: number;
  readonly late: number;
  readonly exceptions: number;
  readonly offRoute: number;
  readonly silent: number;
  /** Vans under way or at a stop. */
  readonly onTheRoad: number;
  readonly completed: number;
  readonly stopsDone: number;
  readonly stopsTotal: number;
}

/** One pass over the fleet. */
export function fleetFigures(routes: readonly RouteState[]): FleetFigures {
  const sum = {
    routes: routes.length,
    late: 0,
    exceptions: 0,
    offRoute: 0,
    silent: 0,
    onTheRoad: 0,
    completed: 0,
    stopsDone: 0,
    stopsTotal: 0,
  };
  for (const route of routes) {
    if (route.late && route.phase !== 'completed') sum.late += 1;
    if (route.conditions.includes('exception')) sum.exceptions += 1;
    if (route.conditions.includes('off-route')) sum.offRoute += 1;
    if (route.conditions.includes('silent')) sum.silent += 1;
    if (route.phase === 'en-route' || route.phase === 'at-stop') sum.onTheRoad += 1;
    if (route.phase === 'completed') sum.completed += 1;
    sum.stopsDone += route.stopsDone;
    sum.stopsTotal += route.stopsTotal;
  }
  return sum;
}

const WINDOW_MS = 15 * 60_000;

/** Newest value minus the one at least 15 minutes before it; null where the tail does not reach back that far. */
export function changeIn15Minutes(tail: readonly Point[]): number | null {
  const last = tail.at(-1);
  if (last === undefined) return null;
  const before = tail.findLast((point) => point.at <= last.at - WINDOW_MS);
  return before === undefined ? null : last.value - before.value;
}
