import * as v from 'valibot';
import { STREAMS, type Delta } from '../stream.ts';
import type { FeedClock } from '../time.ts';
import {
  MAX_HISTORY_PAGE,
  ROLES,
  type AuthStatus,
  type ClosedAlarmsPage,
  type ClosedAlarmsRequest,
  type Heartbeat,
  type HistoryRequest,
  type PageRequest,
  type PositionFrame,
  type PositionsRequest,
  type SnapshotPage,
  type SubAnswer,
  type SubRequest,
} from '../wire.ts';
import { count, finite, id, latitude, longitude, text } from './fields.ts';
import { alarm, feedTime, wallTime, type SchemaOf } from './domain.ts';
import { failure } from './failure.ts';

export const streamName = v.picklist(STREAMS);
const fields = v.record(v.string(), v.unknown());
const change = v.tuple([id, v.nullable(fields)]);

export const feedClock = v.object({
  feed: feedTime,
  wall: wallTime,
  rate: v.pipe(v.number(), v.gtValue(0), v.maxValue(10_000)),
  zone: v.optional(v.pipe(v.string(), v.maxLength(64))),
  lateAfter: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(86_400))),
}) satisfies SchemaOf<FeedClock>;

export const delta = v.object({
  stream: streamName,
  epoch: id,
  from: count,
  to: count,
  changes: v.array(change),
  ts: finite,
}) satisfies SchemaOf<Delta>;

export const heartbeat = v.object({
  stream: streamName,
  epoch: id,
  seq: count,
  ts: finite,
  clock: feedClock,
}) satisfies SchemaOf<Heartbeat>;

export const subRequest = v.object({
  stream: streamName,
  epoch: v.nullable(id),
  seq: count,
}) satisfies SchemaOf<SubRequest>;
export const pageRequest = v.object({ stream: streamName, cursor: id }) satisfies SchemaOf<PageRequest>;
export const unsubRequest = v.object({ stream: streamName });
export const renewRequest = v.object({ token: v.pipe(v.string(), v.minLength(1), v.maxLength(8_192)) });

const pageFields = {
  epoch: id,
  seq: count,
  entries: v.array(v.tuple([id, fields])),
  total: count,
  cursor: v.nullable(id),
};
export const snapshotPage = v.object(pageFields) satisfies SchemaOf<SnapshotPage>;
export const subAnswer = v.variant('kind', [
  v.object({
    kind: v.literal('deltas'),
    epoch: id,
    from: count,
    to: count,
    changes: v.array(change),
    clock: feedClock,
  }),
  v.object({ kind: v.literal('snapshot'), ...pageFields, clock: feedClock }),
]) satisfies SchemaOf<SubAnswer>;

const failed = v.object({ ok: v.literal(false), error: failure });
/** An answer on the wire: `{ok: true, value}` or `{ok: false, error}`. */
export const resultOf = <T>(value: SchemaOf<T>) =>
  v.variant('ok', [v.object({ ok: v.literal(true), value }), failed]);

export { command, commandArgs } from './command.ts';

const viewport = v.pipe(
  v.tuple([longitude, latitude, longitude, latitude]),
  v.check(([west, south, east, north]) => west < east && south < north, 'must be west < east, south < north'),
);
export const positionsRequest = v.nullable(
  v.object({ viewport: v.nullable(viewport), watch: v.pipe(v.array(id), v.maxLength(500)) }),
) satisfies SchemaOf<PositionsRequest | null>;
export const watchRequest = v.object({ routes: v.pipe(v.array(id), v.maxLength(20)) });
export const historyRequest = v.object({
  series: id,
  from: feedTime,
  to: feedTime,
}) satisfies SchemaOf<HistoryRequest>;

const historyId = v.pipe(count, v.maxValue(Number.MAX_SAFE_INTEGER));
export const closedAlarmsRequest = v.object({
  after: v.nullable(historyId),
  limit: v.pipe(count, v.minValue(1), v.maxValue(MAX_HISTORY_PAGE)),
  since: v.optional(wallTime),
}) satisfies SchemaOf<ClosedAlarmsRequest>;
export const closedAlarmsPage = v.object({
  items: v.pipe(
    v.array(v.object({ historyId: v.pipe(historyId, v.minValue(1)), alarm })),
    v.maxLength(MAX_HISTORY_PAGE),
  ),
  next: v.nullable(historyId),
  last: historyId,
}) satisfies SchemaOf<ClosedAlarmsPage>;

/** 20,000 vehicles a second come this way: one pass a column instead of one schema call a number. */
const numbers = v.custom<number[]>(
  (input) => Array.isArray(input) && input.length <= 200_000 && input.every(Number.isFinite),
  'must be an array of finite numbers',
);
export const positionFrame = v.pipe(
  v.object({
    full: v.boolean(),
    at: feedTime,
    names: v.array(v.tuple([count, id])),
    handles: numbers,
    lat: numbers,
    lon: numbers,
    heading: numbers,
    speed: numbers,
    observed: numbers,
  }),
  v.check(
    (f) => [f.lat, f.lon, f.heading, f.speed, f.observed].every((c) => c.length === f.handles.length),
    'columns must be equally long',
  ),
) satisfies SchemaOf<PositionFrame>;

export const bye = v.object({ code: v.picklist(['expired', 'revoked', 'slow', 'shutdown']), message: text });

export const authStatus = v.object({
  state: v.picklist(['ok', 'missing', 'invalid', 'expired', 'revoked', 'forbidden', 'busy']),
  message: text,
  sub: v.nullable(text),
  role: v.nullable(v.picklist(ROLES)),
  tenant: v.nullable(text),
  expiresAt: v.nullable(finite),
}) satisfies SchemaOf<AuthStatus>;
