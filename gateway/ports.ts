import type { Alarm } from '../contract/alarm.ts';
import type { AuditPage, AuditRequest } from '../contract/alarm/audit.ts';
import type { AlarmHealth, HealthRequest } from '../contract/alarm/health.ts';
import type { AlarmOverview } from '../contract/alarm/overview.ts';
import type { ReportRequest } from '../contract/alarm/report.ts';
import type { Disposable } from '../contract/disposable.ts';
import type {
  Capacity,
  RouteDetail,
  RouteId,
  RoutePlan,
  RouteState,
  VehicleId,
  VehiclePosition,
} from '../contract/fleet.ts';
import type { CityMap, FeedRecord, PositionReport, SeriesSample, StopEvent } from '../contract/ingest.ts';
import type { Metric, SeriesHistory } from '../contract/metric.ts';
import type { Change, Delta, Entry, Position, StreamName } from '../contract/stream.ts';
import type { FeedClock, FeedMs, WallMs } from '../contract/time.ts';
import type { Result } from '../contract/result.ts';
import type { ClosedAlarmsPage, ClosedAlarmsRequest, Command, Role } from '../contract/wire.ts';

/**
 * The seams between the gateway's parts. Each part imports this and `contract/`, none imports another part's inside;
 * `gateway/runtime.ts` alone puts them together.
 */

/** A source that can be asked for everything up to a moment: the simulator, a recording. Pure: no timers, no wall clock. */
export interface TimedSource {
  readonly start: FeedMs;
  readonly end: FeedMs;
  /** Records with `at` in (previous `to`, `to`], ascending; the first call begins at `start` inclusive. */
  advance(to: FeedMs): FeedRecord[];
  /** The source's own map; null where it has none. */
  readonly city: CityMap | null;
  /** Counts of rows that could not be used, by reason. */
  readonly rejected: ReadonlyMap<string, number>;
  /** How often a vehicle of this source reports, seconds. */
  readonly interval: number;
  /** Local midnight of its first day where it has a time zone of its own; absent where it lives on the gateway's clock. */
  readonly midnight?: FeedMs;
}

/** Whoever drives feed time: a replay at a speed, or the wall. */
export interface FeedTime {
  now(): FeedMs;
  clock(): FeedClock;
}

/** What the fleet says happened; rules make alarms of it. */
export type Happening =
  | {
      readonly type: 'arrived' | 'departed' | 'delivered';
      readonly routeId: RouteId;
      readonly vehicleId: VehicleId | null;
      readonly stop: number;
      readonly at: FeedMs;
      readonly adherence: number;
    }
  | {
      readonly type: 'failed';
      readonly routeId: RouteId;
      readonly vehicleId: VehicleId | null;
      readonly stop: number;
      readonly stopName: string;
      readonly reason: string | null;
      readonly at: FeedMs;
    }
  | {
      readonly type: 'breakdown' | 'recovered';
      readonly routeId: RouteId;
      readonly vehicleId: VehicleId | null;
      readonly reason: string | null;
      readonly at: FeedMs;
    };

/** What one tick changed. */
export interface FleetChanges {
  /** New routes and routes whose state differs from the last drain, whole states. */
  readonly routes: readonly RouteState[];
  readonly removed: readonly RouteId[];
  /** Latest position of each vehicle that moved or reported. */
  readonly positions: readonly VehiclePosition[];
  readonly happenings: readonly Happening[];
}

export type Unusable = { readonly field: string; readonly reason: string };

/** Positions and events -> route state. One thread, synchronous, no timers: `advance` is called with feed time. */
export interface Fleet {
  /** null when taken; else why not. Never throws for bad input. */
  plan(plan: RoutePlan): Unusable | null;
  position(report: PositionReport): Unusable | null;
  event(event: StopEvent): Unusable | null;
  /** Silence, dwell, ETA refresh. Idempotent for the same time. */
  advance(now: FeedMs): void;
  /** What differs since the last drain. */
  drain(): FleetChanges;
  routes(): Iterable<RouteState>;
  detail(route: RouteId): RouteDetail | null;
  positions(): Iterable<VehiclePosition>;
  capacity(at: FeedMs): Capacity;
  /** Routes that were ended because their vehicle fell silent on the way and stayed so, since the fleet was made. */
  readonly lost?: number;
}

/** A stream's log and state. `commit` is one atomic step: raises seq, appends, updates the state. */
export interface StreamLog extends Disposable {
  /** All streams of one tick in one transaction; a stream with no changes is absent from the result. */
  commit(
    tenant: string,
    changes: Partial<Record<StreamName, readonly Change[]>>,
    ts: WallMs,
    /** Runs inside the same transaction: what must stand or fall with it (alarm history, command results). */
    also?: () => void,
  ): Delta[];
  position(tenant: string, stream: StreamName): Position;
  /** Deltas after `seq` merged into one list, or null where the log no longer reaches back or more than `limit` would come. */
  since(
    tenant: string,
    stream: StreamName,
    seq: number,
    limit: number,
  ): { readonly to: number; readonly changes: readonly Change[] } | null;
  /** A consistent copy of the state. */
  snapshot(
    tenant: string,
    stream: StreamName,
  ): { readonly position: Position; readonly entries: readonly (readonly [string, Entry])[] };
}

/** Conditions -> alarms. Pure bookkeeping over `contract/alarm.ts`; persistence is the stream log's and the history's. */
export interface Alarms {
  /** Changes of alarms (whole alarms; a closed one has `closedAt`) that follow from this tick. */
  evaluate(changes: FleetChanges, now: FeedMs, wall: WallMs): Alarm[];
  acknowledge(
    alarmId: string,
    by: string,
    comment: string | null,
    ifVersion: number | undefined,
    now: FeedMs,
  ): AckOutcome;
  open(): Iterable<Alarm>;
}
export type AckOutcome =
  | { readonly ok: true; readonly alarm: Alarm; readonly changed: boolean }
  | { readonly ok: false; readonly code: 'not-found' | 'conflict'; readonly message: string };

/** Any numeric series -> results per minute of feed time. */
export interface Analytics {
  sample(sample: SeriesSample): void;
  observe(changes: FleetChanges): void;
  /** Closes every minute that ended at or before `now`; returns the metrics that changed. `routes` is the fleet now. */
  advance(now: FeedMs, routes: Iterable<RouteState>): Metric[];
  history(series: string, from: FeedMs, to: FeedMs): SeriesHistory | null;
}

/** Who is asking, from a verified token only. */
export interface Principal {
  readonly sub: string;
  readonly role: Role;
  readonly tenant: string;
  readonly jti: string;
  /** The session that the token was refreshed in; absent for one of the command line or of another issuer. */
  readonly family?: string;
  /** Wall milliseconds, whole seconds; absent where the issuer does not say. */
  readonly issuedAt?: number;
  /** Wall milliseconds. */
  readonly expiresAt: number;
}

export interface AlarmDeskView {
  overview(): AlarmOverview;
  health(request: HealthRequest): AlarmHealth;
  audit(request: AuditRequest): AuditPage;
  /** How many said something new. */
  report(who: Principal, request: ReportRequest): number;
}

/** What one tenant's sockets may reach; the push side asks for it by the token's tenant and never by anything else. */
export interface TenantView {
  readonly time: FeedTime;
  readonly fleet: Pick<Fleet, 'positions' | 'detail' | 'capacity' | 'routes'>;
  readonly analytics: Pick<Analytics, 'history'>;
  readonly city: CityMap | null;
  /** What operators do and see beside the alarms themselves; absent where nobody keeps it. */
  readonly alarms?: AlarmDeskView;
  /** The alarm history for consoles that were away; absent where none is kept. */
  readonly closedAlarms?: (request: ClosedAlarmsRequest) => ClosedAlarmsPage;
  command(who: Principal, command: Command): Result<Entry | null>;
}

/** Verifies before anything is trusted; the answer says why not in `AuthStatus`'s words. */
export interface Authenticator {
  verify(token: string, use: 'access' | 'ticket'): Promise<Verdict>;
}
export type Verdict =
  | { readonly ok: true; readonly principal: Principal }
  | {
      readonly ok: false;
      /** `busy`: nobody can tell now, as another issuer's keys can't be had; later it may be good. */
      readonly state: 'missing' | 'invalid' | 'expired' | 'revoked' | 'forbidden' | 'busy';
      readonly message: string;
    };

/** Sockets, lanes and SSE; it owns every timer and buffer of theirs. */
export interface Push {
  /** Emits committed deltas to the tenant's rooms. */
  publish(tenant: string, deltas: readonly Delta[]): void;
  /** Marks what moved; sent at the lane's own 1 s. */
  moved(tenant: string, positions: readonly VehiclePosition[]): void;
  /** Routes whose detail changed; sent to who watches them, at most once a second each. */
  touched(tenant: string, routes: Iterable<RouteId>): void;
  /** An operator did something: what stands beside the alarms is looked at soon. */
  acted(): void;
  stats(): PushStats;
  close(): Promise<void>;
}
export interface PushStats {
  readonly sockets: Readonly<Record<StreamName, number>>;
  readonly sse: number;
  /** Sockets in the position lane and watching details: a closed panel is seen here. */
  readonly positionSubscribers: number;
  readonly detailSubscribers: number;
  readonly streamSubscribers: Readonly<Record<StreamName, number>>;
  /** Since start, by kind: `dropped-slow`, `cut-slow`, `rejected-event`, `rate-limited`... */
  readonly counters: Readonly<Record<string, number>>;
}
