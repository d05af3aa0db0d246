import * as v from 'valibot';
import { UNTOUCHED, type Alarm } from '../alarm.ts';
import { ALARM_RULES } from '../alarm/rules.ts';
import type { Capacity, RouteDetail, RoutePlan, RouteState } from '../fleet.ts';
import type { CityMap } from '../ingest.ts';
import type { Metric, SeriesHistory } from '../metric.ts';
import { MAX_NOTE, MAX_NOTES, type RouteNote } from '../note.ts';
import { act, alarmComment, cause, escalation, suppression } from './operator.ts';
import {
  count,
  feedTime,
  finite,
  id,
  latitude,
  longitude,
  lonLat,
  text,
  wallTime,
  type SchemaOf,
} from './fields.ts';

export { feedTime, wallTime, type SchemaOf } from './fields.ts';

/** Schemas of the domain's values; the types in `contract/` are the source, and `satisfies` holds each schema to its type. */

const nullable = <T>(schema: SchemaOf<T>): SchemaOf<T | null> => v.nullable(schema) as SchemaOf<T | null>;

export const driver = v.object({ name: text, phone: nullable(text) });

export const plannedStop = v.object({
  stopId: id,
  name: text,
  lat: latitude,
  lon: longitude,
  arrival: feedTime,
  windowStart: nullable(feedTime),
  windowEnd: nullable(feedTime),
  service: v.pipe(v.number(), v.minValue(0), v.maxValue(86_400)),
});

export const routePlan = v.object({
  id,
  vehicleId: nullable(id),
  driver: v.nullable(driver),
  depot: nullable(text),
  start: feedTime,
  stops: v.pipe(v.array(plannedStop), v.minLength(1), v.maxLength(1_000)),
  shape: v.nullable(v.pipe(v.array(lonLat), v.minLength(2), v.maxLength(100_000))),
}) satisfies SchemaOf<RoutePlan>;

const routeFields = {
  id,
  vehicleId: nullable(id),
  driver: nullable(text),
  depot: nullable(text),
  phase: v.picklist(['planned', 'en-route', 'at-stop', 'completed']),
  adherence: nullable(finite),
  late: v.boolean(),
  conditions: v.array(v.picklist(['off-route', 'silent', 'exception', 'dwell'])),
  shapeKnown: v.boolean(),
  stopsTotal: count,
  stopsDone: count,
  stopsFailed: count,
  nextStop: nullable(count),
  nextName: nullable(text),
  nextEta: nullable(feedTime),
  nextWindowStart: nullable(feedTime),
  nextWindowEnd: nullable(feedTime),
  windowsAtRisk: count,
  plannedStart: feedTime,
  plannedEnd: feedTime,
};
export const routeState = v.object(routeFields) satisfies SchemaOf<RouteState>;
export const routeStatePatch = v.partial(v.object(routeFields)) satisfies SchemaOf<Partial<RouteState>>;

const stopProgress = v.object({
  outcome: v.picklist(['pending', 'arrived', 'delivered', 'failed', 'skipped']),
  arrived: nullable(feedTime),
  departed: nullable(feedTime),
  eta: nullable(feedTime),
  etaError: nullable(finite),
});

export const routeNote = v.object({
  routeId: id,
  version: v.pipe(count, v.minValue(1)),
  text: v.pipe(v.string(), v.maxLength(MAX_NOTE)),
  by: text,
  at: feedTime,
  wall: wallTime,
}) satisfies SchemaOf<RouteNote>;

export const routeDetail = v.object({
  plan: routePlan,
  progress: v.array(stopProgress),
  along: nullable(finite),
  at: feedTime,
  notes: v.optional(v.pipe(v.array(routeNote), v.maxLength(MAX_NOTES))),
}) satisfies SchemaOf<RouteDetail>;

/** What every gateway ever sent of an alarm. */
const alarmFields = {
  id,
  // A kind that a newer gateway knows is an alarm all the same.
  rule: v.fallback(v.picklist(ALARM_RULES), 'other'),
  priority: v.picklist([1, 2, 3]),
  routeId: nullable(id),
  vehicleId: nullable(id),
  facts: v.record(v.string(), v.union([text, finite])),
  active: v.boolean(),
  acknowledged: v.boolean(),
  raisedAt: feedTime,
  raisedWall: wallTime,
  clearedAt: nullable(feedTime),
  ackAt: nullable(feedTime),
  ackBy: nullable(text),
  ackComment: nullable(text),
  closedAt: nullable(feedTime),
  version: count,
};
/** What came later: an alarm of an older gateway or journal is completed with `UNTOUCHED`. */
const laterAlarmFields = {
  ruleId: v.string(),
  series: nullable(id),
  position: nullable(text),
  cause: v.nullable(cause),
  occurrence: v.pipe(count, v.minValue(1)),
  ackConsole: nullable(text),
  claim: v.nullable(act),
  comment: v.nullable(alarmComment),
  suppression: v.nullable(suppression),
  escalation: v.nullable(escalation),
  stood: v.boolean(),
};
const later = laterAlarmFields;
export const alarm = v.pipe(
  v.object({
    ...alarmFields,
    ruleId: v.optional(later.ruleId, ''),
    series: v.optional(later.series, UNTOUCHED.series),
    position: v.optional(later.position, UNTOUCHED.position),
    cause: v.optional(later.cause, UNTOUCHED.cause),
    occurrence: v.optional(later.occurrence, UNTOUCHED.occurrence),
    ackConsole: v.optional(later.ackConsole, UNTOUCHED.ackConsole),
    claim: v.optional(later.claim, UNTOUCHED.claim),
    comment: v.optional(later.comment, UNTOUCHED.comment),
    suppression: v.optional(later.suppression, UNTOUCHED.suppression),
    escalation: v.optional(later.escalation, UNTOUCHED.escalation),
    stood: v.optional(later.stood, UNTOUCHED.stood),
  }),
  v.transform((read) => (read.ruleId === '' ? { ...read, ruleId: read.rule } : read)),
) satisfies SchemaOf<Alarm>;
export const alarmPatch = v.partial(v.object({ ...alarmFields, ...later })) satisfies SchemaOf<
  Partial<Alarm>
>;

const metricFields = {
  series: id,
  unit: v.string(),
  at: feedTime,
  value: finite,
  trend: nullable(finite),
  z: nullable(finite),
  usual: nullable(finite),
};
export const metric = v.object(metricFields) satisfies SchemaOf<Metric>;
export const metricPatch = v.partial(v.object(metricFields)) satisfies SchemaOf<Partial<Metric>>;

export const seriesHistory = v.object({
  series: id,
  unit: v.string(),
  at: v.array(feedTime),
  value: v.array(finite),
  low: v.array(nullable(finite)),
  high: v.array(nullable(finite)),
}) satisfies SchemaOf<SeriesHistory>;

export const capacity = v.object({
  at: feedTime,
  planned: count,
  enRoute: count,
  atStop: count,
  completed: count,
  silent: count,
  total: count,
}) satisfies SchemaOf<Capacity>;

export const cityMap = v.object({
  bounds: v.tuple([longitude, latitude, longitude, latitude]),
  roads: v.array(
    v.object({
      class: v.picklist(['motorway', 'primary', 'secondary', 'residential']),
      name: nullable(text),
      line: v.array(lonLat),
    }),
  ),
  areas: v.array(
    v.object({ kind: v.picklist(['water', 'park', 'land']), name: nullable(text), ring: v.array(lonLat) }),
  ),
  places: v.array(v.object({ name: text, at: lonLat, rank: finite })),
}) satisfies SchemaOf<CityMap>;
