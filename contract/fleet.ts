import type { RouteNote } from './note.ts';
import type { FeedMs } from './time.ts';

/** GTFS words where GTFS has them; a route here is one vehicle's planned work of one day. */
export type RouteId = string;
export type VehicleId = string;

/** [longitude, latitude] in degrees, WGS 84: GeoJSON's order. */
export type LonLat = readonly [number, number];

export type Phase = 'planned' | 'en-route' | 'at-stop' | 'completed';

/**
 * `off-route`: farther from the planned shape than its limit (never set where the plan has no shape).
 * `silent`: no position for three of the source's own intervals, at least 90 s.
 * `exception`: something that needs a human was reported: a breakdown, a failed delivery not yet dealt with.
 * `dwell`: standing longer than the limit where no service is planned, or much longer than planned at a stop.
 */
export type Condition = 'off-route' | 'silent' | 'exception' | 'dwell';

export interface Driver {
  readonly name: string;
  readonly phone: string | null;
}

export interface PlannedStop {
  readonly stopId: string;
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
  /** Planned arrival. */
  readonly arrival: FeedMs;
  /** Time window promised to the customer; null where none was. */
  readonly windowStart: FeedMs | null;
  readonly windowEnd: FeedMs | null;
  /** Planned service time in seconds, >= 0. */
  readonly service: number;
}

export interface RoutePlan {
  readonly id: RouteId;
  readonly vehicleId: VehicleId | null;
  readonly driver: Driver | null;
  readonly depot: string | null;
  /** Planned departure; the first stop's arrival where the plan does not say. */
  readonly start: FeedMs;
  /** In planned order, at least one. */
  readonly stops: readonly PlannedStop[];
  /** The planned way over the roads; null makes off-route unknown. */
  readonly shape: readonly LonLat[] | null;
}

/** What every console holds of every route: the value of a `dispatch` key. Flat, so that a delta is a few fields. */
export interface RouteState {
  readonly id: RouteId;
  readonly vehicleId: VehicleId | null;
  readonly driver: string | null;
  readonly depot: string | null;
  readonly phase: Phase;
  /** Actual minus plan in seconds, late positive; null before the first evidence. */
  readonly adherence: number | null;
  /** Adherence past the late limit, with hysteresis. */
  readonly late: boolean;
  /** Sorted, without repeats. */
  readonly conditions: readonly Condition[];
  /** False where the plan has no shape: off-route is then unknown, not "no". */
  readonly shapeKnown: boolean;
  readonly stopsTotal: number;
  readonly stopsDone: number;
  readonly stopsFailed: number;
  /** The stop that the vehicle is at or drives to, 0-based index into the plan; null when none remains. */
  readonly nextStop: number | null;
  readonly nextName: string | null;
  readonly nextEta: FeedMs | null;
  readonly nextWindowStart: FeedMs | null;
  readonly nextWindowEnd: FeedMs | null;
  /** Remaining stops whose ETA is past the end of their window. */
  readonly windowsAtRisk: number;
  /** Planned start of the route, and planned arrival at its last stop. */
  readonly plannedStart: FeedMs;
  readonly plannedEnd: FeedMs;
}

export type StopOutcome = 'pending' | 'arrived' | 'delivered' | 'failed' | 'skipped';

export interface StopProgress {
  readonly outcome: StopOutcome;
  readonly arrived: FeedMs | null;
  readonly departed: FeedMs | null;
  /** Predicted arrival of a pending stop. */
  readonly eta: FeedMs | null;
  /** Half-width of the interval that holds 80 % of the outcomes, seconds. */
  readonly etaError: number | null;
}

/** Sent only to who looks at one route: plan and progress of each stop, whole, the latest wins. */
export interface RouteDetail {
  readonly plan: RoutePlan;
  /** Parallel to `plan.stops`. */
  readonly progress: readonly StopProgress[];
  /** Metres along the planned shape; null without a shape or a position. */
  readonly along: number | null;
  readonly at: FeedMs;
  /** What was written at it, the newest first, at most `MAX_NOTES`; absent where the gateway keeps none. */
  readonly notes?: readonly RouteNote[];
}

/** One observation of one vehicle, as the console keeps it. */
export interface VehiclePosition {
  readonly vehicleId: VehicleId;
  readonly lat: number;
  readonly lon: number;
  /** Degrees clockwise from north, 0-359; null if unknown. */
  readonly heading: number | null;
  /** Metres a second. */
  readonly speed: number | null;
  readonly observed: FeedMs;
}

/** What is drawn follows from the state by `markOf` alone. */
export type Mark =
  'planned' | 'on-time' | 'at-stop' | 'late' | 'exception' | 'silent' | 'off-route' | 'completed';

/** Worst first: what needs a human hides what does not. */
export function markOf(route: Pick<RouteState, 'phase' | 'late' | 'conditions'>): Mark {
  if (route.conditions.includes('exception')) return 'exception';
  if (route.phase === 'completed') return 'completed';
  if (route.conditions.includes('off-route')) return 'off-route';
  if (route.conditions.includes('silent')) return 'silent';
  if (route.late) return 'late';
  if (route.phase === 'at-stop') return 'at-stop';
  return route.phase === 'planned' ? 'planned' : 'on-time';
}

/** Vans by phase, for the Live Capacity tile; `silent` counts a part of the others again. */
export interface Capacity {
  readonly at: FeedMs;
  readonly planned: number;
  readonly enRoute: number;
  readonly atStop: number;
  readonly completed: number;
  readonly silent: number;
  readonly total: number;
}
