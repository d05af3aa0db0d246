import type { RoutePlan } from '../../contract/fleet.ts';
import { createPlane, type Plane } from './geo.ts';
import { createPath, type Path } from './path.ts';
import { placeStops } from './place-stops.ts';

/** A plan prepared for following: its line on a plane, where its stops lie on it, and when the plan is where. */
export interface Course {
  readonly plan: RoutePlan;
  readonly plane: Plane;
  /** The planned shape; where the plan has none, straight lines from stop to stop, good for timing and for nothing else. */
  readonly path: Path;
  readonly shapeKnown: boolean;
  readonly stopX: Float64Array;
  readonly stopY: Float64Array;
  /** Metres along the path, never decreasing. */
  readonly stopAlong: Float64Array;
}

export function createCourse(plan: RoutePlan): Course {
  const first = plan.stops[0];
  if (first === undefined) throw new RangeError('a plan has at least one stop');
  const plane = createPlane(first.lat, first.lon);
  const stopX = Float64Array.from(plan.stops, (stop) => plane.x(stop.lon));
  const stopY = Float64Array.from(plan.stops, (stop) => plane.y(stop.lat));
  const shape = plan.shape;
  if (shape !== null && shape.length >= 2) {
    const path = createPath(shape.map(([lon, lat]) => [plane.x(lon), plane.y(lat)]));
    const stopAlong = placeStops(path, stopX, stopY, plan);
    return { plan, plane, path, shapeKnown: true, stopX, stopY, stopAlong };
  }
  const path = createPath(plan.stops.map((stop) => [plane.x(stop.lon), plane.y(stop.lat)]));
  return { plan, plane, path, shapeKnown: false, stopX, stopY, stopAlong: path.along };
}

/** When the plan is at `along`, milliseconds: drives evenly between stops, stands for the service time at each. */
export function plannedTimeAt(course: Course, along: number): number {
  const { stopAlong, plan } = course;
  const next = firstStopAfter(stopAlong, along);
  const to = plan.stops[next];
  if (to === undefined) {
    const last = plan.stops[next - 1];
    return last === undefined ? plan.start : last.arrival;
  }
  const from = plan.stops[next - 1];
  const fromAlong = next === 0 ? 0 : (stopAlong[next - 1] ?? 0);
  const leave = Math.min(
    from === undefined ? Math.min(plan.start, to.arrival) : from.arrival + from.service * 1_000,
    to.arrival,
  );
  const leg = (stopAlong[next] ?? 0) - fromAlong;
  const share = leg <= 0 ? 1 : Math.min(1, Math.max(0, (along - fromAlong) / leg));
  return leave + share * (to.arrival - leave);
}

/** Where the plan is at `at`, feed ms: metres along, evenly from one arrival to the next; the path's end once all have been. */
export function plannedAlongAt({ plan, stopAlong, path }: Course, at: number): number {
  const next = plan.stops.findIndex((stop) => stop.arrival > at);
  if (next < 0) return path.length;
  const to = plan.stops[next]?.arrival ?? at;
  const from = next === 0 ? plan.start : (plan.stops[next - 1]?.arrival ?? at);
  const share = to <= from ? 1 : Math.max(0, Math.min(1, (at - from) / (to - from)));
  const low = next === 0 ? 0 : (stopAlong[next - 1] ?? 0);
  return low + share * ((stopAlong[next] ?? 0) - low);
}

/** Index of the first stop that lies beyond `along`; the number of stops where none does. */
export function firstStopAfter(stopAlong: Float64Array, along: number): number {
  let low = 0;
  let high = stopAlong.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stopAlong[middle] ?? 0) > along) high = middle;
    else low = middle + 1;
  }
  return low;
}
