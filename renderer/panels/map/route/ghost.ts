import type { LonLat, RouteDetail } from '../../../../contract/fleet.ts';
import { splitAlong } from './split.ts';

/** A time at which it is known where the vehicle was: metres along the shape, or the stop itself. */
interface Knot {
  readonly at: number;
  readonly along: number;
  readonly place: LonLat;
}

const METRES_PER_DEGREE = 111_320;

/**
 * Where the route's vehicle was at feed time `at`, from the day's arrivals and departures: at a stop, or on the planned way
 * between two by the share of the time between them. Null before the first and after the last that is known of it.
 */
export function placeAt(detail: RouteDetail, at: number): LonLat | null {
  const knots = knotsOf(detail);
  const next = knots.findIndex((knot) => knot.at >= at);
  const [before, after] = [knots[next - 1], knots[next]];
  if (after === undefined) return null;
  if (before === undefined) return after.at === at ? after.place : null;
  const share = after.at === before.at ? 1 : (at - before.at) / (after.at - before.at);
  const { shape } = detail.plan;
  if (shape !== null && shape.length > 1 && after.along > before.along)
    return placeOn(shape, before.along + share * (after.along - before.along));
  return [
    before.place[0] + share * (after.place[0] - before.place[0]),
    before.place[1] + share * (after.place[1] - before.place[1]),
  ];
}

function placeOn(shape: readonly LonLat[], along: number): LonLat | null {
  const { done, remaining } = splitAlong(shape, along);
  return remaining[0] ?? done.at(-1) ?? null;
}

/** Ascending in time. */
function knotsOf({ plan, progress, along, at }: RouteDetail): Knot[] {
  const alongs = alongsOf(
    plan.shape,
    plan.stops.map((stop): LonLat => [stop.lon, stop.lat]),
  );
  const knots: Knot[] = [];
  const first = plan.shape?.[0];
  const began = progress.find(({ arrived }) => arrived !== null)?.arrived ?? null;
  if (first !== undefined && began !== null && plan.start < began)
    knots.push({ at: plan.start, along: 0, place: first });
  for (const [i, { arrived, departed }] of progress.entries()) {
    const stop = plan.stops[i];
    if (stop === undefined || arrived === null) continue;
    const place: LonLat = [stop.lon, stop.lat];
    knots.push({ at: arrived, along: alongs[i] ?? 0, place });
    if (departed !== null) knots.push({ at: departed, along: alongs[i] ?? 0, place });
  }
  const here = plan.shape === null || along === null ? null : placeOn(plan.shape, along);
  if (here !== null && along !== null) knots.push({ at, along, place: here });
  return knots.sort((a, b) => a.at - b.at);
}

/** Metres along the shape at which each stop lies, never going back: a street that is driven twice is two places. */
function alongsOf(shape: readonly LonLat[] | null, stops: readonly LonLat[]): number[] {
  if (shape === null || shape.length < 2) return stops.map((_, i) => i);
  const east = METRES_PER_DEGREE * Math.cos(((shape[0]?.[1] ?? 0) * Math.PI) / 180);
  const metres = (a: LonLat, b: LonLat): number =>
    Math.hypot((b[0] - a[0]) * east, (b[1] - a[1]) * METRES_PER_DEGREE);
  const walked: number[] = [0];
  for (let i = 1; i < shape.length; i += 1)
    walked.push((walked[i - 1] ?? 0) + metres(shape[i - 1] as LonLat, shape[i] as LonLat));
  let from = 1;
  let least = 0;
  return stops.map((stop) => {
    let best = { segment: from, distance: Infinity, along: least };
    for (let i = from; i < shape.length; i += 1) {
      const [a, b] = [shape[i - 1] as LonLat, shape[i] as LonLat];
      const start = walked[i - 1] ?? 0;
      const length = (walked[i] ?? 0) - start;
      const [dx, dy] = [(b[0] - a[0]) * east, (b[1] - a[1]) * METRES_PER_DEGREE];
      const [px, py] = [(stop[0] - a[0]) * east, (stop[1] - a[1]) * METRES_PER_DEGREE];
      const nearest = length === 0 ? 0 : (px * dx + py * dy) / length ** 2;
      const part = length === 0 ? 0 : held(Math.max(nearest, (least - start) / length));
      const distance = Math.hypot(px - part * dx, py - part * dy);
      if (distance < best.distance - 1) best = { segment: i, distance, along: start + part * length };
      // The way has passed it and leads away: a later pass is another visit.
      if (best.distance < CLOSE && distance > AWAY) break;
    }
    from = best.segment;
    least = best.along;
    return best.along;
  });
}

/** Metres: a stop lies this near to its street; and this far the way has left it. */
const [CLOSE, AWAY] = [60, 250] as const;
const held = (share: number): number => Math.min(1, Math.max(0, share));
