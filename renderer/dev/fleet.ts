import type {
  Condition,
  LonLat,
  Phase,
  PlannedStop,
  RouteDetail,
  RouteState,
  StopProgress,
} from '../../contract/fleet.ts';
import { feedMs, wallMs } from '../../contract/time.ts';
import { CENTRE, STREETS, type Street } from './city.ts';
import { pick, seeded } from './random.ts';

const NAMES =
  'Okafor Reyes Lindqvist Tran Haddad Novak Silva Moreau Abebe Fischer Sato Παπαδοπούλου Шевченко Kowalski'.split(
    ' ',
  );
export const NOON = Date.UTC(2026, 9, 16, 18, 2, 41);
const MINUTE = 60_000;

export interface FakeVan {
  readonly street: Street;
  /** 0 to 1 along the street, and change a second. */
  at: number;
  readonly pace: number;
  /** Seconds before the frame. */
  readonly age: number;
}

export interface FakeFleet {
  readonly routes: RouteState[];
  readonly vans: FakeVan[];
}

function kindOf(
  i: number,
  roll: number,
): { phase: Phase; late: boolean; conditions: Condition[]; adherence: number } {
  if (i % 90 === 11)
    return { phase: 'en-route', late: true, conditions: ['exception'], adherence: 360 + roll * 300 };
  if (i % 120 === 37) return { phase: 'en-route', late: false, conditions: ['off-route'], adherence: 120 };
  if (i % 110 === 53) return { phase: 'en-route', late: false, conditions: ['silent'], adherence: 60 };
  if (i % 17 === 3) return { phase: 'en-route', late: true, conditions: [], adherence: 310 + roll * 500 };
  if (i % 20 === 7) return { phase: 'completed', late: false, conditions: [], adherence: -60 + roll * 240 };
  if (i % 40 === 21) return { phase: 'planned', late: false, conditions: [], adherence: 0 };
  return {
    phase: roll < 0.2 ? 'at-stop' : 'en-route',
    late: false,
    conditions: [],
    adherence: Math.round((roll - 0.4) * 400),
  };
}

/** A fleet of `size` routes in the middle of its day: mostly calm, as a fleet is. */
export function fakeFleet(size: number, seed: number): FakeFleet {
  const random = seeded(seed);
  const routes: RouteState[] = [];
  const vans: FakeVan[] = [];
  for (let i = 0; i < size; i += 1) {
    const kind = kindOf(i, random());
    const stopsTotal = 60 + Math.floor(random() * 40);
    const planned = kind.phase === 'planned';
    const stopsDone =
      kind.phase === 'completed'
        ? stopsTotal
        : planned
          ? 0
          : Math.floor(stopsTotal * (0.35 + random() * 0.5));
    const street = pick(random, STREETS);
    const eta = NOON + Math.round(random() * 8) * MINUTE;
    const windowEnd = Math.ceil((eta + (i % 5 === 3 ? -9 : 20) * MINUTE) / (15 * MINUTE)) * 15 * MINUTE;
    const windowed = random() < 0.45 && !planned;
    const done = kind.phase === 'completed';
    routes.push({
      id: String(i + 1),
      vehicleId: String(((i * 37) % size) + 1),
      driver: pick(random, NAMES),
      depot: i % 2 === 0 ? 'North' : 'Bayview',
      ...kind,
      adherence: planned ? null : Math.round(kind.adherence),
      shapeKnown: true,
      stopsTotal,
      stopsDone,
      stopsFailed: kind.conditions.includes('exception') ? 1 : 0,
      nextStop: done ? null : stopsDone,
      nextName: done ? null : `${100 + Math.floor(random() * 4900)} ${street.name}`,
      nextEta: done ? null : feedMs(eta),
      nextWindowStart: done || !windowed ? null : feedMs(windowEnd - 30 * MINUTE),
      nextWindowEnd: done || !windowed ? null : feedMs(windowEnd),
      windowsAtRisk: kind.late ? 1 + Math.floor(random() * 6) : 0,
      plannedStart: feedMs(NOON - 8 * 60 * MINUTE),
      plannedEnd: feedMs(NOON + 2 * 60 * MINUTE),
    });
    vans.push({
      street,
      at: random(),
      pace: kind.phase === 'en-route' ? (random() - 0.5) * 0.004 : 0,
      age: kind.conditions.includes('silent') ? 400 : Math.floor(random() * 14),
    });
  }
  return { routes, vans };
}

export function vanAt(van: FakeVan): {
  readonly lon: number;
  readonly lat: number;
  readonly heading: number;
} {
  const { from, to } = van.street;
  const lon = from[0] + (to[0] - from[0]) * van.at;
  const lat = from[1] + (to[1] - from[1]) * van.at;
  const east = (to[0] - from[0]) * Math.cos((CENTRE[1] * Math.PI) / 180) * Math.sign(van.pace || 1);
  const north = (to[1] - from[1]) * Math.sign(van.pace || 1);
  return { lon, lat, heading: Math.round(((Math.atan2(east, north) * 180) / Math.PI + 360) % 360) };
}

/** Every third stop was promised a window around its plan; the next one's is the route's own. */
function windowOf(route: RouteState, i: number): Pick<PlannedStop, 'windowStart' | 'windowEnd'> {
  if (i === route.nextStop) return { windowStart: route.nextWindowStart, windowEnd: route.nextWindowEnd };
  if (i % 3 !== 1) return { windowStart: null, windowEnd: null };
  const planned = NOON + (i - route.stopsDone) * 3 * MINUTE - (route.adherence ?? 0) * 1000;
  const start = Math.floor((planned - 12 * MINUTE) / (15 * MINUTE)) * 15 * MINUTE;
  return { windowStart: feedMs(start), windowEnd: feedMs(start + 30 * MINUTE) };
}

/** A loop of streets around the van with stops on it. */
export function fakeDetail(route: RouteState, van: FakeVan): RouteDetail {
  const { lon, lat } = vanAt(van);
  const [w, h] = [0.03, 0.018];
  const corners: LonLat[] = [
    [lon + 0.012, lat - 0.004],
    [lon + 0.012, lat + 0.002],
    [lon, lat + 0.002],
    [lon, lat],
    [lon, lat + h / 2],
    [lon - w, lat + h / 2],
    [lon - w, lat - h / 3],
    [lon - w / 3, lat - h / 3],
    [lon - w / 3, lat - h],
  ];
  const shape = corners.flatMap((a, i): LonLat[] => {
    const b = corners[i + 1];
    if (b === undefined) return [a];
    return Array.from({ length: 10 }, (_, k): LonLat => [
      a[0] + ((b[0] - a[0]) * k) / 10,
      a[1] + ((b[1] - a[1]) * k) / 10,
    ]);
  });
  const stops = Array.from({ length: route.stopsTotal }, (_, i) => {
    const [x, y] = shape[Math.floor((i / route.stopsTotal) * shape.length)] ?? [lon, lat];
    return {
      stopId: `${route.id}-${i}`,
      name: i === route.nextStop ? (route.nextName ?? '') : `Stop ${i + 1}`,
      lat: y,
      lon: x,
      arrival: feedMs(NOON + 90_000 + (i - route.stopsDone) * 3 * MINUTE - (route.adherence ?? 0) * 1000),
      ...windowOf(route, i),
      service: 120 + (i % 4) * 45,
    };
  });
  const progress = stops.map((stop, i): StopProgress => {
    const done = i < route.stopsDone;
    // Lateness grows over the day, with the noise of a day.
    const grown = (route.adherence ?? 0) * Math.min(1, i / Math.max(1, route.stopsDone)) ** 2;
    const at = feedMs(stop.arrival + Math.round(grown + Math.sin(i * 1.7) * (done ? 70 : 0)) * 1000);
    const here = i === route.nextStop && route.phase === 'at-stop';
    const failed = done && i % 29 === 17;
    return {
      outcome: failed ? 'failed' : done ? 'delivered' : here ? 'arrived' : 'pending',
      arrived: done ? at : here ? feedMs(NOON - 95_000) : null,
      departed: done ? feedMs(at + stop.service * (failed ? 400 : 800 + (i % 3) * 300)) : null,
      eta: done || here ? null : feedMs(Math.max(NOON + 40_000, at)),
      etaError: done || here ? null : 60 + Math.sqrt(Math.max(0, i - route.stopsDone)) * 60,
    };
  });
  return {
    plan: {
      id: route.id,
      vehicleId: route.vehicleId,
      driver:
        route.driver === null
          ? null
          : { name: route.driver, phone: `+1 415 555 01${route.id.padStart(2, '0').slice(-2)}` },
      depot: route.depot,
      start: route.plannedStart,
      stops,
      shape,
    },
    progress,
    along: null,
    notes: [
      {
        routeId: route.id,
        version: 2,
        text: 'Dock 4 is closed until 19:00, ring twice at the gate; the next desk calls the customer.',
        by: 'desk 1',
        at: feedMs(NOON - 38 * MINUTE),
        wall: wallMs(NOON - 38 * MINUTE),
      },
      {
        routeId: route.id,
        version: 1,
        text: 'Dock 4 is closed.',
        by: 'desk 1',
        at: feedMs(NOON - 55 * MINUTE),
        wall: wallMs(NOON - 55 * MINUTE),
      },
    ],
    at: feedMs(NOON),
  };
}
