import type { FleetSeries } from '../../contract/metric.ts';
import type { RouteId, RouteState } from '../../contract/fleet.ts';
import type { FleetChanges } from '../ports.ts';
import { MINUTE, minuteOf } from './series.ts';
import { ascending, median } from './robust.ts';

export const FLEET_UNITS: Readonly<Record<FleetSeries, string>> = {
  'on-time-share': '%',
  'late-routes': '',
  'stops-per-hour': '/h',
  'median-adherence': 's',
  'active-vans': '',
};

const underWay = (route: RouteState): boolean => route.phase === 'en-route' || route.phase === 'at-stop';

/**
 * The fleet's own five figures at a moment; a figure that has no meaning now (no van under way) is absent, not 0.
 * `on-time-share`: of the routes under way whose adherence is known, the percentage that is not late.
 */
export function figuresOf(routes: Iterable<RouteState>): Partial<Record<FleetSeries, number>> {
  const adherence: number[] = [];
  const vans = new Set<string>();
  let [total, late] = [0, 0];
  for (const route of routes) {
    total++;
    if (!underWay(route)) continue;
    vans.add(route.vehicleId ?? route.id);
    if (route.late) late++;
    if (route.adherence !== null) adherence.push(route.adherence);
  }
  if (total === 0) return {};
  const counts = { 'late-routes': late, 'active-vans': vans.size };
  if (adherence.length === 0) return counts;
  return {
    ...counts,
    'on-time-share': (100 * Math.max(0, adherence.length - late)) / adherence.length,
    'median-adherence': median(ascending(adherence)),
  };
}

const WINDOW_MINUTES = 60;

/** Stops done in the trailing 60 minutes, as a rate: scaled up while fewer minutes were seen. */
export class StopRate {
  readonly #done = new Map<RouteId, number>();
  /** Stops done by minute; at most 61 minutes are kept. */
  readonly #byMinute = new Map<number, number>();
  #since: number | null = null;
  #pending = 0;

  /** The first sight of a route is the baseline: what was done before it was not done now. */
  observe(changes: FleetChanges): void {
    for (const route of changes.routes) {
      const before = this.#done.get(route.id);
      this.#done.set(route.id, route.stopsDone);
      if (before !== undefined && route.stopsDone > before) this.#pending += route.stopsDone - before;
    }
    for (const id of changes.removed) this.#done.delete(id);
  }

  /** Per hour at the end of the minute that starts at `minute`; null before any route was seen. */
  close(minute: number): number | null {
    if (this.#done.size === 0) return null;
    // A clock that was set back: what was counted under later minutes would be counted once more.
    this.#since = Math.min(this.#since ?? Infinity, minuteOf(minute));
    this.#byMinute.set(minute, this.#pending);
    this.#pending = 0;
    let stops = 0;
    for (const [then, count] of this.#byMinute) {
      if (then <= minute - WINDOW_MINUTES * MINUTE || then > minute) this.#byMinute.delete(then);
      else stops += count;
    }
    const minutes = Math.min(WINDOW_MINUTES, (minute - this.#since) / MINUTE + 1);
    return (stops * 60) / minutes;
  }
}
