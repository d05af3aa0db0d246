import { feedMs } from '../../contract/time.ts';
import { fakeAlarms } from '../../renderer/dev/alarms.ts';
import { fakeDetail, fakeFleet, NOON, vanAt } from '../../renderer/dev/fleet.ts';
import type { FloodFleet } from './flood-gateway.ts';

/** A fleet in the middle of its day, moved to this hour: drivers, depots, lateness, alarms, and vans that move at each look. */
export function busyFleet(size: number): FloodFleet {
  const { routes, vans } = fakeFleet(size, 1);
  const shift = Date.now() - NOON;
  const now = <T extends number | null>(at: T): T => (at === null ? at : ((at + shift) as T));
  const states = routes.map((route) => ({
    ...route,
    nextEta: now(route.nextEta),
    nextWindowStart: now(route.nextWindowStart),
    nextWindowEnd: now(route.nextWindowEnd),
    plannedStart: now(route.plannedStart),
    plannedEnd: now(route.plannedEnd),
  }));
  const at = new Map(states.map((route, i) => [route.id, i]));
  return {
    routes: states,
    alarms: fakeAlarms(routes).map((alarm) => ({ ...alarm, raisedAt: now(alarm.raisedAt) })),
    positions: () =>
      vans.map((van, i) => {
        van.at = Math.abs((van.at + van.pace) % 1);
        const { lon, lat, heading } = vanAt(van);
        return {
          vehicleId: states[i]?.vehicleId ?? '',
          lon,
          lat,
          heading,
          speed: 8,
          observed: feedMs(Date.now() - van.age * 1_000),
        };
      }),
    detail: (routeId) => {
      const i = at.get(routeId) ?? -1;
      const [route, van] = [routes[i], vans[i]];
      return route && van ? fakeDetail(route, van) : null;
    },
  };
}
