import { describe, expect, it } from 'vitest';
import type { RouteState } from '../../../../contract/fleet.ts';
import { feedMs } from '../../../../contract/time.ts';
import { sampleRoute } from '../dev/sample.ts';
import { RouteIndex } from './route-index.ts';

const rows = (...routes: RouteState[]): Map<string, RouteState> => new Map(routes.map((r) => [r.id, r]));

describe('RouteIndex', () => {
  it('draws a vehicle as the route that is under way', () => {
    const index = new RouteIndex();
    index.update(
      rows(
        sampleRoute({ id: 'a', phase: 'completed' }),
        sampleRoute({ id: 'b', phase: 'en-route', late: true }),
        sampleRoute({ id: 'c', phase: 'planned' }),
      ),
      null,
    );
    expect(index.routeOf('v1')?.id).toBe('b');
    expect(index.markOf('v1')).toBe('late');
  });

  it('prefers the next planned to the later one, and the last completed to the first', () => {
    const index = new RouteIndex();
    const planned = (id: string, at: number): RouteState =>
      sampleRoute({ id, phase: 'planned', plannedStart: feedMs(at) });
    index.update(rows(planned('late', 9), planned('soon', 5)), null);
    expect(index.routeOf('v1')?.id).toBe('soon');
    const done = (id: string, at: number): RouteState =>
      sampleRoute({ id, phase: 'completed', plannedStart: feedMs(at) });
    index.update(rows(done('first', 1), done('last', 2)), null);
    expect(index.routeOf('v1')?.id).toBe('last');
  });

  it('tells both vehicles when a route changes hands, and the old one when it goes', () => {
    const index = new RouteIndex();
    index.update(rows(sampleRoute()), null);
    expect(index.update(rows(sampleRoute({ vehicleId: 'v2' })), ['r1'])).toEqual(new Set(['v1', 'v2']));
    expect(index.routeOf('v1')).toBeUndefined();
    expect(index.update(rows(), ['r1'])).toEqual(new Set(['v2']));
    expect(index.markOf('v2')).toBe('planned');
  });
});
