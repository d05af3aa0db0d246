import { raiseAlarm, stepAlarm, type Alarm, type AlarmRule, type Priority } from '../../contract/alarm.ts';
import type { RouteState } from '../../contract/fleet.ts';
import { feedMs, wallMs } from '../../contract/time.ts';
import { NOON } from './fleet.ts';

interface Sketch {
  readonly rule: AlarmRule;
  readonly priority: Priority;
  readonly facts: Alarm['facts'];
}

function sketchOf(route: RouteState): Sketch | null {
  const adherence = route.adherence ?? 0;
  if (route.conditions.includes('exception'))
    return Number(route.id) % 2 === 0
      ? { rule: 'breakdown', priority: 1, facts: { reason: 'flat tyre' } }
      : {
          rule: 'failed-delivery',
          priority: 2,
          facts: { stopName: route.nextName ?? '', reason: 'nobody home' },
        };
  if (route.conditions.includes('off-route'))
    return { rule: 'off-route', priority: 1, facts: { nextName: route.nextName ?? '' } };
  if (route.conditions.includes('silent'))
    return { rule: 'silent', priority: 3, facts: { lastSeen: NOON - 400_000 } };
  if (route.late)
    return { rule: 'late', priority: 2, facts: { adherence, windowsAtRisk: route.windowsAtRisk } };
  return null;
}

/** An alarm for each route that needs one; the older two thirds are acknowledged. */
export function fakeAlarms(routes: readonly RouteState[]): Alarm[] {
  const wanted = routes.flatMap((route) => {
    const sketch = sketchOf(route);
    return sketch === null ? [] : [{ route, sketch }];
  });
  return wanted.map(({ route, sketch }, i) => {
    const at = feedMs(NOON - (48 + i * 83) * 1000);
    const raised = raiseAlarm({
      id: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
      ...sketch,
      routeId: route.id,
      vehicleId: route.vehicleId,
      at,
      wall: wallMs(at),
    });
    const calm = sketch.priority !== 1 && i % 3 !== 0;
    const by = `desk-${1 + (i % 2)}`;
    return calm
      ? stepAlarm(raised, { type: 'acknowledge', at: feedMs(at + 40_000), by, comment: null })
      : raised;
  });
}
