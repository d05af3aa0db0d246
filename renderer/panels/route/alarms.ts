import type { Alarm } from '../../../contract/alarm.ts';
import type { RouteId } from '../../../contract/fleet.ts';

/** The route's open alarms: what still waits for a human first, then by priority, then the newest. */
export function alarmsOf(alarms: readonly Alarm[], routeId: RouteId): Alarm[] {
  return alarms
    .filter((alarm) => alarm.routeId === routeId && alarm.closedAt === null)
    .sort(
      (a, b) =>
        Number(a.acknowledged) - Number(b.acknowledged) || a.priority - b.priority || b.raisedAt - a.raisedAt,
    );
}
