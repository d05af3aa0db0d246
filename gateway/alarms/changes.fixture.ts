import type { RouteState } from '../../contract/fleet.ts';
import { feedMs } from '../../contract/time.ts';
import type { FleetChanges } from '../ports.ts';

/** For specs: a route under way and on time, and what differs from it. */
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
  stopsDone: 0,
  stopsFailed: 0,
  nextStop: 0,
  nextName: 'Elm St 4',
  nextEta: null,
  nextWindowStart: null,
  nextWindowEnd: null,
  windowsAtRisk: 0,
  plannedStart: feedMs(1_700_000_000_000),
  plannedEnd: feedMs(1_700_030_000_000),
  ...fields,
});

/** For specs: a tick in which only this changed. */
export const changesOf = (part: Partial<FleetChanges>): FleetChanges => ({
  routes: [],
  removed: [],
  positions: [],
  happenings: [],
  ...part,
});
