import type { RouteState } from './fleet.ts';
import { feedMs } from './time.ts';

const AT = feedMs(Date.UTC(2026, 2, 2, 8));

/** For specs, and passes every schema: a route under way, on time, half done and with nothing known of its next stop; and what differs from it. */
export const aRoute = (id: string, fields: Partial<RouteState> = {}): RouteState => ({
  id,
  vehicleId: `v-${id}`,
  driver: null,
  depot: null,
  phase: 'en-route',
  adherence: 0,
  late: false,
  conditions: [],
  shapeKnown: true,
  stopsTotal: 10,
  stopsDone: 5,
  stopsFailed: 0,
  nextStop: 5,
  nextName: null,
  nextEta: null,
  nextWindowStart: null,
  nextWindowEnd: null,
  windowsAtRisk: 0,
  plannedStart: AT,
  plannedEnd: AT,
  ...fields,
});
