import { raiseAlarm, type Alarm } from '../../../contract/alarm.ts';
import type { RouteState } from '../../../contract/fleet.ts';
import { feedMs, wallMs } from '../../../contract/time.ts';

const AT = feedMs(Date.UTC(2026, 2, 2, 8));

/** Values that pass every schema, for specs. */
export const aRoute = (id: string, part: Partial<RouteState> = {}): RouteState => ({
  id,
  vehicleId: `van-${id}`,
  driver: null,
  depot: null,
  phase: 'en-route',
  adherence: 0,
  late: false,
  conditions: [],
  shapeKnown: false,
  stopsTotal: 10,
  stopsDone: 1,
  stopsFailed: 0,
  nextStop: 1,
  nextName: 'Elm St',
  nextEta: null,
  nextWindowStart: null,
  nextWindowEnd: null,
  windowsAtRisk: 0,
  plannedStart: AT,
  plannedEnd: AT,
  ...part,
});

export const anAlarm = (id: string, part: Partial<Alarm> = {}): Alarm => ({
  ...raiseAlarm({
    id,
    rule: 'late',
    priority: 2,
    routeId: 'r1',
    vehicleId: null,
    facts: { adherence: 720 },
    at: AT,
    wall: wallMs(Date.now()),
  }),
  ...part,
});
