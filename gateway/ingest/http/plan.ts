import type * as v from 'valibot';
import type { LonLat, RoutePlan } from '../../../contract/fleet.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { ingestPlan } from '../../../contract/schema/ingest.ts';
import { decodePolyline } from '../polyline.ts';
import { checked } from './checked.ts';

type Shape = NonNullable<v.InferOutput<typeof ingestPlan>['shape']>;

/** An integrator's plan with its gaps filled: it departs at its first stop's arrival unless it says when. */
export function readPlan(input: unknown): Result<RoutePlan> {
  const plan = checked(ingestPlan, input);
  if (!plan.ok) return plan;
  const { shape, start, stops, ...rest } = plan.value;
  const first = stops[0];
  if (first === undefined) return fail('bad-request', 'must have a stop', 'stops');
  const line = shape === null ? ok(null) : readShape(shape);
  if (!line.ok) return line;
  return ok({ ...rest, stops, start: start ?? first.arrival, shape: line.value });
}

const MAX_POINTS = 100_000;

function readShape(shape: Shape): Result<readonly LonLat[]> {
  if (!('polyline' in shape)) {
    const points: readonly LonLat[] = 'coordinates' in shape ? shape.coordinates : shape;
    return enough(points, 'coordinates' in shape ? 'shape.coordinates' : 'shape');
  }
  const points = decodePolyline(shape.polyline, shape.precision);
  return points.ok
    ? enough(points.value, 'shape.polyline')
    : { ...points, error: { ...points.error, field: 'shape.polyline' } };
}

function enough(points: readonly LonLat[], field: string): Result<readonly LonLat[]> {
  if (points.length >= 2 && points.length <= MAX_POINTS) return ok(points);
  const got = `got ${String(points.length)}`;
  return fail('bad-request', `must have 2 to ${String(MAX_POINTS)} points (${got})`, field);
}
