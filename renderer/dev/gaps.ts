import { stepAlarm, type Alarm } from '../../contract/alarm.ts';
import type { Gap, StatusChange } from '../../contract/bridge.ts';
import { markOf, type RouteState } from '../../contract/fleet.ts';
import { feedMs, wallMs } from '../../contract/time.ts';
import { NOON } from './fleet.ts';

const MINUTE = 60_000;

/** What a console may find after a cut: some of the open alarms, some that came and went, and routes with another mark. */
export function fakeGaps(count: number, alarms: readonly Alarm[], routes: readonly RouteState[]): Gap[] {
  return Array.from({ length: count }, (_, i) => {
    const to = NOON - 2 * MINUTE - i * 45 * MINUTE;
    const from = to - 7 * MINUTE;
    const told = alarms.slice(i * 3, i * 3 + 7).map((alarm, n) => ended(alarm, n, from));
    const statusChanges = routes.slice(i * 5, i * 5 + 31).map(changed);
    return {
      id: count - i,
      from: wallMs(from),
      to: wallMs(to),
      why: i === 2 ? 'not-running' : 'offline',
      alarms: told,
      alarmCount: told.length,
      statusChanges,
      statusCount: statusChanges.length,
      complete: true,
    };
  });
}

function ended(alarm: Alarm, n: number, from: number): Alarm {
  if (n % 2 === 0) return alarm;
  const raised = {
    ...alarm,
    id: alarm.id.replace(/^0/, '1'),
    active: true,
    raisedAt: feedMs(from + n * MINUTE),
  };
  const seen = stepAlarm(raised, { type: 'acknowledge', at: feedMs(from), by: 'desk-4', comment: null });
  return stepAlarm(seen, { type: 'clear', at: feedMs(from + (n + 1) * MINUTE) });
}

const changed = (route: RouteState): StatusChange => {
  const after = markOf(route);
  return { routeId: route.id, before: after === 'on-time' ? 'at-stop' : 'on-time', after };
};
