import type { FrameBody, Topic } from '../../contract/bridge.ts';
import type { RouteId, RouteState } from '../../contract/fleet.ts';
import { feedMs, wallMs, type FeedMs } from '../../contract/time.ts';
import type { PositionFrame } from '../../contract/wire.ts';
import type { FakeAlarmDesk } from './alarm-desk.ts';
import { CITY } from './city.ts';
import { fakeDetail, NOON, vanAt, type FakeFleet } from './fleet.ts';
import { fakeMetric, SERIES } from './series.ts';

export interface World {
  readonly fleet: FakeFleet;
  readonly alarmDesk: FakeAlarmDesk;
  readonly selection: RouteId | null;
  readonly feed: FeedMs;
}

/** All of one topic, as to a window that has just subscribed. */
export function wholeTopic(topic: Topic, { fleet, alarmDesk, selection, feed }: World): FrameBody {
  const { routes, vans } = fleet;
  switch (topic) {
    case 'routes':
      return { routes: { full: true, rows: routes.map((route) => [route.id, route]) } };
    case 'alarms':
      return { alarms: { full: true, rows: [...alarmDesk.alarms] } };
    case 'overview':
      return { overview: alarmDesk.overview };
    case 'metrics':
      return {
        metrics: { full: true, rows: routes.length === 0 ? [] : SERIES.map((s) => [s, fakeMetric(s)]) },
      };
    case 'positions':
      return { positions: fakePositions(fleet, feed, true) };
    case 'capacity':
      return { capacity: fakeCapacity(routes) };
    case 'detail': {
      const at = routes.findIndex((route) => route.id === selection);
      const [route, van] = [routes[at], vans[at]];
      return { detail: route && van ? fakeDetail(route, van) : null };
    }
    case 'city':
      return { city: CITY };
  }
}

/** `full`: with the names of the vehicles. */
export function fakePositions({ vans, routes }: FakeFleet, at: FeedMs, full: boolean): PositionFrame {
  const places = vans.map(vanAt);
  return {
    full,
    at,
    names: full ? routes.map((route, i): [number, string] => [i, route.vehicleId ?? '']) : [],
    handles: routes.map((_, i) => i),
    lat: places.map((place) => Math.round(place.lat * 1e5)),
    lon: places.map((place) => Math.round(place.lon * 1e5)),
    heading: places.map((place) => place.heading),
    speed: vans.map((van) => (van.pace === 0 ? 0 : 80)),
    observed: vans.map((van) => van.age),
  };
}

function fakeCapacity(routes: readonly RouteState[]): NonNullable<FrameBody['capacity']> {
  const count = (phase: RouteState['phase']): number => routes.filter((r) => r.phase === phase).length;
  return {
    received: wallMs(Date.now() - 1_000),
    value: {
      at: feedMs(NOON),
      planned: count('planned'),
      enRoute: count('en-route'),
      atStop: count('at-stop'),
      completed: count('completed'),
      silent: routes.filter((r) => r.conditions.includes('silent')).length,
      total: routes.length,
    },
  };
}

/** Of each ten routes with a time to keep one has another deviation in this second. */
export function adherenceIn(second: number, { routes }: FakeFleet): [string, Partial<RouteState>][] {
  return routes.flatMap((route, i): [string, Partial<RouteState>][] =>
    (i + second) % 10 === 0 && route.adherence !== null
      ? [[route.id, { adherence: route.adherence + (second % 5) * 7 }]]
      : [],
  );
}
