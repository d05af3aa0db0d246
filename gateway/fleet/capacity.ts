import type { Capacity, Phase } from '../../contract/fleet.ts';
import type { FeedMs } from '../../contract/time.ts';

/** Vehicles that have a route, by that route's phase. */
export function countCapacity<V>(
  at: FeedMs,
  vehicles: Iterable<V>,
  routeOf: (vehicle: V) => { readonly phase: Phase; readonly silent: boolean } | null,
): Capacity {
  const counts: Record<Phase, number> = { planned: 0, 'en-route': 0, 'at-stop': 0, completed: 0 };
  let silent = 0;
  let total = 0;
  for (const vehicle of vehicles) {
    const route = routeOf(vehicle);
    if (route === null) continue;
    counts[route.phase]++;
    total++;
    if (route.silent) silent++;
  }
  const { planned, completed } = counts;
  return { at, planned, enRoute: counts['en-route'], atStop: counts['at-stop'], completed, silent, total };
}
