import { setTimeout as sleep } from 'node:timers/promises';
import type { Gateway } from './gateway.ts';

/** A street of its own for each route, far enough apart that nothing is matched to the neighbour's. */
const ORIGIN = { lat: 48.1, lon: 11.5 };
const STOP_METRES = 400;
const METRES_PER_DEGREE = 111_320;

export interface PlanOptions {
  readonly stops?: number;
  /** Minutes from now until the first planned arrival; negative is in the past. */
  readonly firstIn?: number;
  /** Minutes between planned arrivals. */
  readonly every?: number;
}

export const stopPlace = (street: number, stop: number): { lat: number; lon: number } => ({
  lat: ORIGIN.lat + (street * 600) / METRES_PER_DEGREE,
  lon: ORIGIN.lon + (stop * STOP_METRES) / (METRES_PER_DEGREE * Math.cos((ORIGIN.lat * Math.PI) / 180)),
});

/** `POST /ingest/routes`' word for a plan: a straight street with a stop every 400 m. */
export function plan(id: string, street: number, { stops = 10, firstIn = 5, every = 5 }: PlanOptions = {}) {
  const first = Date.now() + firstIn * 60_000;
  return {
    id,
    vehicleId: `v${id}`,
    driver: { name: `Driver ${id}`, phone: null },
    depot: 'North',
    start: first - 60_000,
    stops: Array.from({ length: stops }, (_, n) => ({
      stopId: `${id}-${n}`,
      name: `${100 + n} Street ${street}`,
      ...stopPlace(street, n),
      arrival: first + n * every * 60_000,
      service: 60,
    })),
    shape: {
      type: 'LineString',
      coordinates: [stopPlace(street, -1), stopPlace(street, stops)].map((p) => [p.lon, p.lat]),
    },
  };
}

/** Where a van is now; `at` in stops along its street. */
export const position = (id: string, street: number, at: number) => ({
  vehicleId: `v${id}`,
  routeId: id,
  at: Date.now(),
  ...stopPlace(street, at),
  speed: 8,
  heading: 90,
  accuracy: 5,
});

/** Routes on time, each with a position. */
export async function quietFleet(gateway: Gateway, count: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, n) => [String(n + 1), n] as const);
  await gateway.ingest(
    'routes',
    ids.map(([id, street]) => plan(id, street)),
  );
  await gateway.ingest(
    'positions',
    ids.map(([id, street]) => position(id, street, -0.5)),
  );
}

/** Vans of a quiet fleet are where they were, and their plans a quarter of an hour earlier. */
export async function makeLate(gateway: Gateway, ...ids: number[]): Promise<void> {
  await gateway.ingest(
    'routes',
    ids.map((id) => plan(String(id), id - 1, { firstIn: -15 })),
  );
  await gateway.ingest(
    'positions',
    ids.map((id) => position(String(id), id - 1, -0.4)),
  );
}

/** Asks until `check` is true; throws with the last answer after `ms`. */
export async function until<T>(ask: () => Promise<T>, check: (value: T) => boolean, ms = 15_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const value = await ask();
    if (check(value)) return value;
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${JSON.stringify(value)}`);
    await sleep(100);
  }
}
