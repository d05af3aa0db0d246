import * as v from 'valibot';
import type { PositionReport, SeriesSample, StopEvent } from '../ingest.ts';
import { feedTime, plannedStop, driver, type SchemaOf } from './domain.ts';
import { count, finite, id, latitude, longitude, lonLat, text } from './fields.ts';

/** Bodies of `POST /ingest/...`: what integrators may leave out has a default here and nowhere else. */
const speed = v.pipe(v.number(), v.minValue(0), v.maxValue(150));
const heading = v.pipe(
  v.number(),
  v.minValue(0),
  v.maxValue(360),
  v.transform((degrees) => degrees % 360),
);

export const positionReport = v.object({
  vehicleId: id,
  routeId: v.optional(v.nullable(id), null),
  at: feedTime,
  lat: latitude,
  lon: longitude,
  speed: v.optional(v.nullable(speed), null),
  heading: v.optional(v.nullable(heading), null),
  accuracy: v.optional(v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1_000_000))), null),
}) satisfies SchemaOf<PositionReport>;

export const stopEvent = v.object({
  routeId: id,
  vehicleId: v.optional(v.nullable(id), null),
  at: feedTime,
  type: v.picklist(['departed', 'arrived', 'delivered', 'failed', 'breakdown', 'recovered', 'completed']),
  stop: v.optional(v.nullable(count), null),
  reason: v.optional(v.nullable(text), null),
}) satisfies SchemaOf<StopEvent>;

export const seriesSample = v.object({
  series: v.pipe(
    v.string(),
    v.regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,63}$/, 'must be 1-64 of letters, digits, . _ - /'),
  ),
  unit: v.optional(v.pipe(v.string(), v.maxLength(16)), ''),
  at: feedTime,
  value: finite,
}) satisfies SchemaOf<SeriesSample>;

/** A shape comes as GeoJSON LineString, as its coordinates, or as an encoded polyline of precision 5 or 6; the gateway turns it into coordinates. */
export const ingestShape = v.union([
  v.array(lonLat),
  v.object({ type: v.literal('LineString'), coordinates: v.array(lonLat) }),
  v.object({ polyline: v.string(), precision: v.optional(v.picklist([5, 6]), 5) }),
]);

export const ingestPlan = v.object({
  id,
  vehicleId: v.optional(v.nullable(id), null),
  driver: v.optional(v.nullable(driver), null),
  depot: v.optional(v.nullable(text), null),
  start: v.optional(v.nullable(feedTime), null),
  stops: v.pipe(
    v.array(
      v.object({
        ...plannedStop.entries,
        name: v.optional(text, ''),
        windowStart: v.optional(v.nullable(feedTime), null),
        windowEnd: v.optional(v.nullable(feedTime), null),
        service: v.optional(plannedStop.entries.service, 0),
      }),
    ),
    v.minLength(1),
    v.maxLength(1_000),
  ),
  shape: v.optional(v.nullable(ingestShape), null),
});
export type IngestPlan = v.InferOutput<typeof ingestPlan>;
