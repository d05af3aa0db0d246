import type { PlannedStop, RoutePlan } from '../../../contract/fleet.ts';
import { feedMs } from '../../../contract/time.ts';
import { straightened, type City } from '../city/city.ts';
import { hourAt, LAST_HOUR, msAt } from '../day/hours.ts';
import type { Settings } from '../options.ts';
import { latOf, lonLatOf, lonOf, nth, type Point } from '../plane.ts';
import type { Random } from '../random.ts';
import { legLine, pointOf, type Leg, type Location } from '../roads/leg.ts';
import { nearest } from '../roads/network.ts';
import type { Router } from '../roads/router.ts';
import type { Traffic } from '../roads/traffic.ts';
import { createAddresses } from './addresses.ts';
import { createDriver } from './drivers.ts';
import { plannedSeconds } from './pace.ts';
import { buildDemand } from './territory.ts';
import { tour } from './tour.ts';
import { windowFor } from './windows.ts';

/** One van's day as planned, with the way that its plan's shape draws. */
export interface PlannedVan {
  readonly index: number;
  readonly vehicleId: string;
  readonly plan: RoutePlan;
  /** One to each stop, and the last one home. */
  readonly legs: readonly Leg[];
  /** Planned seconds of each leg. */
  readonly seconds: readonly number[];
  readonly refrigerated: boolean;
}

export interface Planner {
  plan(index: number): PlannedVan;
}

const LOADING_MS = 60_000;

export function createPlanner(
  city: City,
  traffic: Traffic,
  router: Router,
  settings: Settings,
  random: Random,
): Planner {
  const { network } = city;
  const demand = buildDemand(city);
  const addresses = createAddresses(network);
  const ids = identities(settings.vans, random.fork('ids'));
  const depot = depotOf(city);

  const doorsOf = (index: number, start: number, van: Random): Location[] => {
    const late = start > 7.6;
    const low = late ? settings.stopsMin + 0.8 * (settings.stopsMax - settings.stopsMin) : settings.stopsMin;
    const count = Math.round(van.between(low - 0.49, settings.stopsMax + 0.49));
    const share = van.between(0.24, 0.45);
    const doors = demand.doors((index + 0.5) / settings.vans, share, count, van);
    const points = doors.map((door) => pointOf(network, door));
    return tour(pointOf(network, depot), points).map((i) => nth(doors, i));
  };

  return {
    plan: (index) => {
      const van = random.fork(`van/${String(index)}`);
      const start = 6.5 + 2.5 * van.next() ** 0.6;
      const doors = doorsOf(index, start, van);
      const begin = Math.round(msAt(settings.dayStart, start) / LOADING_MS) * LOADING_MS;
      const legs: Leg[] = [];
      const seconds: number[] = [];
      const stops: PlannedStop[] = [];
      const routeId = nth(ids.routes, index);
      let at = begin;
      let from = depot;
      const homeBy = msAt(settings.dayStart, LAST_HOUR - 0.35);
      for (const door of doors) {
        const leg = router.route(from, door);
        const takes = plannedSeconds(network, traffic, leg, hourAt(settings.dayStart, at));
        const arrival = feedMs(Math.round((at + takes * 1_000) / 1_000) * 1_000);
        const service = 5 * Math.round((60 + 180 * van.next() ** 0.45) / 5);
        if (stops.length >= settings.stopsMin && arrival + service * 1_000 > homeBy) break;
        const even = van.chance(0.5);
        const place = kerb(network, door, even);
        stops.push({
          stopId: `${routeId}-${String(stops.length + 1)}`,
          name: addresses.of(door, even),
          lat: latOf(place.y),
          lon: lonOf(place.x),
          arrival,
          ...windowFor(arrival, van),
          service,
        });
        legs.push(leg);
        seconds.push(takes);
        from = door;
        at = arrival + service * 1_000;
      }
      const home = router.route(from, depot);
      legs.push(home);
      seconds.push(plannedSeconds(network, traffic, home, hourAt(settings.dayStart, at)));
      const vehicleId = nth(ids.vehicles, index);
      const plan: RoutePlan = {
        id: routeId,
        vehicleId,
        driver: createDriver(van, index),
        depot: 'Southgate depot',
        start: feedMs(begin),
        stops,
        shape: straightened(
          legs.flatMap((leg) => legLine(network, leg)),
          1,
        ).map(lonLatOf),
      };
      return { index, vehicleId, plan, legs, seconds, refrigerated: index % 8 === 3 };
    },
  };
}

/** Near a motorway's junction, inland. */
function depotOf(city: City): Location {
  const { network, terrain } = city;
  const spot = terrain.frame(300, -2_650);
  const node = nearest(network.nodes, spot);
  const edge = network.edges.findIndex(
    (e) => (e.from === node || e.to === node) && nth(network.streets, e.street).class !== 'motorway',
  );
  return { edge: Math.max(0, edge), offset: nth(network.edges, Math.max(0, edge)).length / 2 };
}

/** The door's side of the street, 4 m from the middle line. */
function kerb(network: City['network'], door: Location, even: boolean): Point {
  const p = pointOf(network, door);
  const q = pointOf(network, { edge: door.edge, offset: door.offset + 1 });
  const side = even ? 4 : -4;
  return { x: p.x - (q.y - p.y) * side, y: p.y + (q.x - p.x) * side };
}

/** Vans and routes are numbered independently, as in a fleet that has been renumbered more than once. */
function identities(vans: number, random: Random): { vehicles: string[]; routes: string[] } {
  const draw = (count: number): string[] => {
    const numbers = Array.from({ length: count }, (_, i) => i + 1);
    for (let i = count - 1; i > 0; i--) {
      const j = random.whole(0, i);
      const held = nth(numbers, i);
      numbers[i] = nth(numbers, j);
      numbers[j] = held;
    }
    return numbers.slice(0, vans).map(String);
  };
  return { vehicles: draw(Math.ceil(vans * 1.1)), routes: draw(vans * 2 + 10) };
}
