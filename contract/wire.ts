import type { Alarm } from './alarm.ts';
import type { AuditPage, AuditRequest } from './alarm/audit.ts';
import type { AlarmCommandArgs } from './alarm/commands.ts';
import type { AlarmHealth, HealthRequest } from './alarm/health.ts';
import type { AlarmOverview } from './alarm/overview.ts';
import type { ReportRequest } from './alarm/report.ts';
import type { RouteDetail, RouteId, VehicleId } from './fleet.ts';
import type { SeriesHistory } from './metric.ts';
import type { Result } from './result.ts';
import type { Change, Delta, Entry, StreamName } from './stream.ts';
import type { FeedClock, FeedMs, WallMs } from './time.ts';

/**
 * What gateway and console say to each other over Socket.IO. One namespace for each stream, `/dispatch`, `/alerts`,
 * `/analytics`; the position and detail lanes live in `/dispatch`. The tenant is in the token, never in a message.
 */
export const HEARTBEAT_MS = 2_000;
export const MAX_REPLAY = 300;

export interface SubRequest {
  readonly stream: StreamName;
  /** What the console has; epoch null for nothing. */
  readonly epoch: string | null;
  readonly seq: number;
}

/** `deltas` where the log still has them, else the first page of a snapshot. */
export type SubAnswer =
  | {
      readonly kind: 'deltas';
      readonly epoch: string;
      readonly from: number;
      readonly to: number;
      readonly changes: readonly Change[];
      readonly clock: FeedClock;
    }
  | ({ readonly kind: 'snapshot'; readonly clock: FeedClock } & SnapshotPage);

export interface SnapshotPage {
  readonly epoch: string;
  readonly seq: number;
  readonly entries: readonly (readonly [key: string, value: Entry])[];
  /** Keys in the whole snapshot, for progress. */
  readonly total: number;
  /** Ask `page` with it for the next one; null on the last. */
  readonly cursor: string | null;
}

export interface PageRequest {
  readonly stream: StreamName;
  readonly cursor: string;
}

export interface Heartbeat {
  readonly stream: StreamName;
  readonly epoch: string;
  readonly seq: number;
  readonly ts: number;
  readonly clock: FeedClock;
}

/** Stored by (user, id) for 24 h: a retry answers the first result. */
export interface CommandOf<T extends CommandType> {
  /** UUIDv7. */
  readonly id: string;
  readonly type: T;
  readonly args: CommandArgs[T];
  readonly ifVersion?: number;
  /** Name of the desk that it is given at, for the others and for the audit trail: 1 to 64 characters. */
  readonly console?: string;
  /** Wall milliseconds; a command that arrives later is refused with `expired`. */
  readonly expiresAt: number;
}
/** `type` tells which arguments. */
export type Command = { [T in CommandType]: CommandOf<T> }[CommandType];

export interface CommandArgs extends AlarmCommandArgs {
  /** `ifVersion` is the version that the writer saw, 0 for none; the answer is the `RouteNote`. Empty text takes it back. */
  readonly setNote: { readonly routeId: RouteId; readonly text: string };
}
export type CommandType = keyof CommandArgs;

/** Viewport of the position lane; null is the whole fleet. */
export interface PositionsRequest {
  readonly viewport: readonly [west: number, south: number, east: number, north: number] | null;
  readonly watch: readonly VehicleId[];
}

/**
 * Latest positions, columnar. `handles` are small integers that stand for vehicle ids on this socket until the next `full`;
 * `names` introduces the new ones. Coordinates are 1e-5 degrees, `observed` seconds before `at`, heading whole degrees
 * or -1, speed 0.1 m/s or -1.
 */
export interface PositionFrame {
  readonly full: boolean;
  readonly at: FeedMs;
  readonly names: readonly (readonly [handle: number, id: VehicleId])[];
  readonly handles: readonly number[];
  readonly lat: readonly number[];
  readonly lon: readonly number[];
  readonly heading: readonly number[];
  readonly speed: readonly number[];
  readonly observed: readonly number[];
}

export interface HistoryRequest {
  readonly series: string;
  readonly from: FeedMs;
  readonly to: FeedMs;
}

/** Most alarms in one page of the alarm history; a page may hold fewer, for its bytes. */
export const MAX_HISTORY_PAGE = 200;

/** What closed while a console was away, in the order of closing. */
export interface ClosedAlarmsRequest {
  /** The last history id that the console has; null for none: the answer then has no items, only where the history ends. */
  readonly after: number | null;
  /** 1 to `MAX_HISTORY_PAGE`. */
  readonly limit: number;
  /** Gateway's wall time: only what closed then or later. For ids that belong to another epoch and say nothing any more. */
  readonly since?: WallMs;
}

export interface ClosedAlarm {
  /** >= 1, only grows, never reused. */
  readonly historyId: number;
  readonly alarm: Alarm;
}

export interface ClosedAlarmsPage {
  readonly items: readonly ClosedAlarm[];
  /** `after` of the next page; null when this was the last. */
  readonly next: number | null;
  /** Greatest history id given so far, 0 for none. Below the `after` asked for: the history was lost or restored. */
  readonly last: number;
}

/** Gateway -> console. */
export interface ServerEvents {
  d: (delta: Delta) => void;
  hb: (heartbeat: Heartbeat) => void;
  /** The position lane, 1 s. */
  p: (frame: PositionFrame) => void;
  /** The detail lane: a watched route, whole. */
  r: (detail: RouteDetail) => void;
  /** `/alerts`, to who asked `overview`: whole, when it changed, at most once a second. */
  overview: (overview: AlarmOverview) => void;
  /** The server is about to end this socket, and why. */
  bye: (reason: {
    readonly code: 'expired' | 'revoked' | 'slow' | 'shutdown';
    readonly message: string;
  }) => void;
}

/** Console -> gateway; each answers. */
export interface ClientEvents {
  sub: (request: SubRequest, answer: (result: Result<SubAnswer>) => void) => void;
  page: (request: PageRequest, answer: (result: Result<SnapshotPage>) => void) => void;
  unsub: (request: { readonly stream: StreamName }, answer: (result: Result<null>) => void) => void;
  cmd: (command: Command, answer: (result: Result<Entry | null>) => void) => void;
  /** `/alerts`, for every role that may watch. */
  alarms: (request: ClosedAlarmsRequest, answer: (result: Result<ClosedAlarmsPage>) => void) => void;
  /** `/alerts`: nothing but the answer, which comes behind everything that was sent before it: how old what is shown can be. */
  probe: (request: Record<string, never>, answer: (result: Result<null>) => void) => void;
  /** `/alerts`: the overview now, and from now on its changes as events of the same name. */
  overview: (request: Record<string, never>, answer: (result: Result<AlarmOverview>) => void) => void;
  /** `/alerts`: the figures of any window up to `MAX_HEALTH_MS`. */
  health: (request: HealthRequest, answer: (result: Result<AlarmHealth>) => void) => void;
  /** `/alerts`: the audit trail, of one alarm or of all. */
  audit: (request: AuditRequest, answer: (result: Result<AuditPage>) => void) => void;
  /** `/alerts`: what reached this console and what became of its notifications. What is unknown or repeated counts for nothing. */
  report: (request: ReportRequest, answer: (result: Result<{ readonly taken: number }>) => void) => void;
  /** A later access token of the same user and tenant: the connection lives until its end. Never logged. */
  renew: (
    request: { readonly token: string },
    answer: (result: Result<{ readonly expiresAt: number }>) => void,
  ) => void;
  /** `/dispatch`: null leaves the lane. The first frame after it is `full`. */
  positions: (request: PositionsRequest | null, answer: (result: Result<null>) => void) => void;
  /** `/dispatch`: the routes whose detail is wanted, whole list, at most 20. */
  watch: (request: { readonly routes: readonly RouteId[] }, answer: (result: Result<null>) => void) => void;
  /** `/analytics`. */
  history: (request: HistoryRequest, answer: (result: Result<SeriesHistory>) => void) => void;
}

/** Roles of a token's `role` claim. */
export const ROLES = ['wall', 'dispatcher', 'supervisor', 'admin', 'ingest'] as const;
export type Role = (typeof ROLES)[number];

/** Answer of `GET /auth/status`, with or without a usable token: why a bare 400 at the upgrade happened. */
export interface AuthStatus {
  readonly state: 'ok' | 'missing' | 'invalid' | 'expired' | 'revoked' | 'forbidden' | 'busy';
  readonly message: string;
  readonly sub: string | null;
  readonly role: Role | null;
  readonly tenant: string | null;
  /** Wall milliseconds. */
  readonly expiresAt: number | null;
}

/**
 * REST beside the sockets, all with `Authorization: Bearer`:
 * `GET /capacity` SSE, events `capacity` (Capacity) and `hb` (FeedClock) every 5 s, ids `epoch:seq`.
 * `GET /alarms/history`, `/alarms/health?from&to&position` AlarmHealth, `/alarms/overview` AlarmOverview, and for supervisors
 * `/alarms/audit?after&limit&format=csv`. `GET /city` CityMap, 404 where the input has none. `POST /auth/ticket` {ticket, expiresAt}.
 * `POST /ingest/{routes,positions,events,series}` IngestAnswer. `/healthz`, `/metrics`, `/auth/status` as their names say.
 */
export const CAPACITY_HEARTBEAT_MS = 5_000;
