import { feedMs } from '../../contract/time.ts';
import { createPlane } from '../../gateway/fleet/geo.ts';
import { createFleet, type FleetOptions } from '../../gateway/fleet/index.ts';
import { createPath, distanceTo } from '../../gateway/fleet/path.ts';
import { createSimulator, type TruthRecord } from '../../gateway/simulator/index.ts';
import type { RoutePlan } from '../../contract/fleet.ts';
import { compareEpisodes, mark, type Detection, type Episodes } from './episodes.ts';

export interface ConditionFigures {
  readonly offRoute: Detection;
  readonly dwell: Detection;
}

export interface ConditionRun {
  readonly seed: number;
  readonly vans: number;
  /** Expected detours and breakdowns of a van in the day: more than usual, so that there is something to measure. */
  readonly detours: number;
  readonly breakdowns: number;
  readonly fleet?: FleetOptions;
}

/** Farther than this from the planned shape, metres, a detour is one that a dispatcher would want to see. */
const OFF = 100;
/** Standing beyond what is planned that is a dwell, seconds: the fleet's own limit is what it is measured against. */
const DWELL = 600;
const STEP = 5_000;

/** Lives one simulated day through the fleet, and compares the conditions that it raised with what was true. */
export function measureConditions({
  seed,
  vans,
  detours,
  breakdowns,
  fleet: options,
}: ConditionRun): ConditionFigures {
  const truth = { offRoute: new Map() as Episodes, dwell: new Map() as Episodes };
  const flags = { offRoute: new Map() as Episodes, dwell: new Map() as Episodes };
  const watches = new Map<string, Watch>();
  const simulator = createSimulator({
    seed,
    vans,
    detours,
    breakdowns,
    dayStart: feedMs(Date.UTC(2026, 2, 2, 6)),
    onTruth: (record) => {
      const watch = watches.get(record.vehicleId);
      const now = watch?.see(record) ?? null;
      if (watch === undefined || now === null) return;
      mark(truth.offRoute, watch.route, now.off, record.at);
      mark(truth.dwell, watch.route, now.dwells, record.at);
    },
  });
  const fleet = createFleet({ interval: simulator.interval, ...options });
  let underWay = 0;
  for (let at: number = simulator.start; at <= simulator.end; at += STEP) {
    for (const record of simulator.advance(feedMs(at)))
      if (record.kind === 'position') fleet.position(record.position);
      else if (record.kind === 'event') fleet.event(record.event);
      else if (record.kind === 'plan') {
        fleet.plan(record.plan);
        watches.set(record.plan.vehicleId ?? '', watchOf(record.plan));
      }
    fleet.advance(feedMs(at));
    fleet.drain();
    for (const { id, phase, conditions } of fleet.routes()) {
      mark(flags.offRoute, id, conditions.includes('off-route'), at);
      mark(flags.dwell, id, conditions.includes('dwell'), at);
      if (phase === 'en-route' || phase === 'at-stop') underWay += STEP;
    }
  }
  return {
    offRoute: compareEpisodes(truth.offRoute, flags.offRoute, underWay / 3_600_000),
    dwell: compareEpisodes(truth.dwell, flags.dwell, underWay / 3_600_000),
  };
}

interface Watch {
  readonly route: string;
  /** What is true from this record on; null where it says nothing of it. */
  see(record: TruthRecord): { readonly off: boolean; readonly dwells: boolean } | null;
}

function watchOf(plan: RoutePlan): Watch {
  const plane = createPlane(plan.stops[0]?.lat ?? 0, plan.stops[0]?.lon ?? 0);
  const path = createPath((plan.shape ?? []).map(([lon, lat]) => [plane.x(lon), plane.y(lat)]));
  let stop = -1;
  let since: number | null = null;
  return {
    route: plan.id,
    see: (record) => {
      if (record.kind === 'arrived') stop = record.stop ?? plan.stops.length;
      if (record.kind !== 'position') return null;
      const { why, at } = record;
      const still = why === 'breakdown' || why === 'service' || why === 'waiting';
      since = still ? (since ?? at) : null;
      const there = plan.stops[stop];
      const served = why !== 'breakdown' && there !== undefined;
      const from = served ? Math.max(since ?? at, there.arrival) : (since ?? at);
      const allowed = served ? 2 * there.service + DWELL : DWELL;
      return {
        off: why === 'detour' && distanceTo(path, plane.x(record.lon), plane.y(record.lat)) > OFF,
        dwells: still && at - from > allowed * 1_000,
      };
    },
  };
}
