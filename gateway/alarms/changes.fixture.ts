import { aRoute as anyRoute } from '../../contract/fleet.fixture.ts';
import type { RouteState } from '../../contract/fleet.ts';
import type { FleetChanges } from '../ports.ts';

/** For specs: a route that has begun, with the name of where it drives to. */
export const aRoute = (id: string, fields: Partial<RouteState> = {}): RouteState =>
  anyRoute(id, { stopsDone: 0, nextStop: 0, nextName: 'Elm St 4', ...fields });

/** For specs: a tick in which only this changed. */
export const changesOf = (part: Partial<FleetChanges>): FleetChanges => ({
  routes: [],
  removed: [],
  positions: [],
  happenings: [],
  ...part,
});
