import type { RowsPatch } from '../../../../contract/bridge.ts';
import type { LonLat, RouteDetail, RoutePlan, RouteState, StopProgress } from '../../../../contract/fleet.ts';
import type { CityMap, PositionReport } from '../../../../contract/ingest.ts';
import { feedMs, type FeedMs } from '../../../../contract/time.ts';
import type { PositionFrame } from '../../../../contract/wire.ts';

export interface DayFile {
  readonly at: FeedMs;
  readonly city: CityMap;
  readonly routes: readonly RouteState[];
  /** The first holds every vehicle, each later one what was observed in the next second. */
  readonly frames: readonly (readonly PositionReport[])[];
  readonly details: Readonly<
    Record<string, { readonly plan: RoutePlan; readonly progress: readonly StopProgress[] }>
  >;
}

interface Van {
  readonly id: string;
  lat: number;
  lon: number;
  heading: number;
}

/** A recorded slice of a simulator's day, with more vans on its streets where `n` asks for more. */
export class Day {
  readonly city: CityMap;
  readonly at: FeedMs;
  readonly #file: DayFile;
  readonly #vans: Van[] = [];
  readonly #states = new Map<string, RouteState>();
  #second = 0;

  /** `vary` false takes the routes as they are. */
  constructor(file: DayFile, n: number, vary = true) {
    this.#file = file;
    this.city = file.city;
    this.at = file.at;
    const first = new Map((file.frames[0] ?? []).map((report) => [report.vehicleId, report]));
    for (const [i, route] of file.routes.slice(0, n).entries()) {
      const report = route.vehicleId === null ? undefined : first.get(route.vehicleId);
      if (report === undefined) continue;
      const { lat, lon, heading } = report;
      this.#vans.push({ id: report.vehicleId, lat, lon, heading: heading ?? -1 });
      this.#states.set(route.id, vary ? varied(route, i) : route);
    }
    const template = file.routes[0];
    for (let i = this.#vans.length; i < n && template !== undefined; i += 1) this.#extra(i, template);
  }

  routes(): RowsPatch<RouteState> {
    return { full: true, rows: [...this.#states] };
  }

  detail(id: string): RouteDetail | null {
    const held = this.#file.details[id];
    const vehicle = this.#vans.find((van) => van.id === held?.plan.vehicleId);
    if (held === undefined || vehicle === undefined) return null;
    return { ...held, along: alongOf(held.plan.shape ?? [], vehicle), at: this.at };
  }

  first(): PositionFrame {
    return this.#frame(this.#vans, true);
  }

  /** The next second; `changed` moves that many vans instead, spread over the fleet. */
  next(changed?: number): PositionFrame {
    this.#second += 1;
    const moved: Van[] = [];
    if (changed === undefined) {
      const reports = this.#file.frames[this.#second % this.#file.frames.length] ?? [];
      const byId = new Map(this.#vans.map((van) => [van.id, van]));
      for (const { vehicleId, lat, lon, heading } of reports) {
        const van = byId.get(vehicleId);
        if (van === undefined) continue;
        Object.assign(van, { lat, lon, heading: heading ?? van.heading });
        moved.push(van);
      }
    }
    const extra = changed ?? Math.floor((this.#vans.length - 120) / 5);
    for (let i = 0; i < extra; i += 1) {
      const van = this.#vans[Math.floor(((i + 0.5) * this.#vans.length) / extra)];
      if (van === undefined) continue;
      const turn = (van.heading * Math.PI) / 180;
      van.lat += 0.0004 * Math.cos(turn);
      van.lon += 0.0005 * Math.sin(turn);
      moved.push(van);
    }
    return this.#frame(moved, false);
  }

  #extra(i: number, template: RouteState): void {
    const roads = this.city.roads;
    const { line } = roads[(i * 7919) % roads.length] ?? { line: [] };
    const at = (i * 31) % Math.max(1, line.length - 1);
    const [a, b] = [line[at], line[at + 1]];
    if (a === undefined || b === undefined) return;
    const part = ((i * 0.6180339) % 1) * 0.9;
    const heading = (Math.atan2((b[0] - a[0]) * 0.79, b[1] - a[1]) * 180) / Math.PI;
    this.#vans.push({
      id: `x${String(i)}`,
      lon: a[0] + (b[0] - a[0]) * part,
      lat: a[1] + (b[1] - a[1]) * part,
      heading: Math.round(heading + 360 + (i % 2) * 180) % 360,
    });
    const id = `x${String(i)}`;
    this.#states.set(id, varied({ ...template, id, vehicleId: id }, i));
  }

  #frame(vans: readonly Van[], full: boolean): PositionFrame {
    const handle = new Map(this.#vans.map((van, i) => [van, i]));
    return {
      full,
      at: feedMs(this.at + this.#second * 1000),
      names: full ? vans.map((van, i) => [i, van.id] as const) : [],
      handles: vans.map((van) => handle.get(van) ?? -1),
      lat: vans.map((van) => Math.round(van.lat * 1e5)),
      lon: vans.map((van) => Math.round(van.lon * 1e5)),
      heading: vans.map((van) => Math.round(van.heading) % 360),
      speed: vans.map(() => 80),
      observed: vans.map((_, i) => i % 9),
    };
  }
}

/** Some of everything, as on a bad afternoon. */
function varied(route: RouteState, i: number): RouteState {
  const calmer = i < 120 ? 1 : 8;
  if (i % (40 * calmer) === 7) return { ...route, conditions: ['exception'], phase: 'en-route' };
  if (i % (16 * calmer) === 3) return { ...route, late: true, adherence: 720, phase: 'en-route' };
  if (i % (60 * calmer) === 11) return { ...route, conditions: ['off-route'] };
  if (i % 55 === 14) return { ...route, conditions: ['silent'] };
  if (i % 9 === 4) return { ...route, phase: 'at-stop' };
  if (i % 30 === 17) return { ...route, phase: 'completed' };
  return route;
}

/** Metres from the start to the shape's vertex nearest to the van. */
function alongOf(shape: readonly LonLat[], van: Van): number | null {
  let [best, along, walked] = [Infinity, 0, 0];
  const east = 111_320 * Math.cos((van.lat * Math.PI) / 180);
  for (const [i, [lon, lat]] of shape.entries()) {
    const before = shape[i - 1];
    if (before) walked += Math.hypot((lon - before[0]) * east, (lat - before[1]) * 111_320);
    const distance = Math.hypot((lon - van.lon) * east, (lat - van.lat) * 111_320);
    if (distance < best) [best, along] = [distance, walked];
  }
  return shape.length === 0 ? null : along;
}

/** The same day elsewhere, under a basemap of a real place: everything but the city is moved by degrees. */
export function shifted(file: DayFile, east: number, north: number): DayFile {
  const at = <T extends { readonly lat: number; readonly lon: number }>(point: T): T => ({
    ...point,
    lat: point.lat + north,
    lon: point.lon + east,
  });
  const plan = (was: RoutePlan): RoutePlan => ({
    ...was,
    stops: was.stops.map(at),
    shape: was.shape?.map(([lon, lat]): LonLat => [lon + east, lat + north]) ?? null,
  });
  return {
    ...file,
    frames: file.frames.map((frame) => frame.map(at)),
    details: Object.fromEntries(
      Object.entries(file.details).map(([id, detail]) => [id, { ...detail, plan: plan(detail.plan) }]),
    ),
  };
}

/** One vehicle of each mark side by side on plain ground, for reading pixels back. */
export function markSheet(file: DayFile): DayFile {
  const fields: Partial<RouteState>[] = [
    {},
    { phase: 'at-stop' },
    { late: true },
    { conditions: ['silent'] },
    { conditions: ['off-route'] },
    { conditions: ['exception'] },
  ];
  const template = file.routes[0];
  const report = file.frames[0]?.[0];
  if (template === undefined || report === undefined) return file;
  const place = (i: number): PositionReport => ({
    ...report,
    vehicleId: `m${String(i)}`,
    lat: 0,
    lon: i * 0.01,
    heading: 0,
  });
  const plain = { ...template, phase: 'en-route', late: false, conditions: [] } as const;
  return {
    ...file,
    routes: fields.map((field, i) => ({
      ...plain,
      ...field,
      id: `m${String(i)}`,
      vehicleId: `m${String(i)}`,
    })),
    frames: [fields.map((_, i) => place(i))],
    details: {},
  };
}
