import type { Course } from './course.ts';
import { flatMetres } from './geo.ts';
import { OrderedMatcher } from './ordered-matcher.ts';

/** A planned stop's place. */
export interface StopPoint {
  readonly lat: number;
  readonly lon: number;
}

/** Tells which planned stop a single position is at, in any order. */
export interface AnyOrderMatcher {
  /** Index of the nearest stop within the radius, the first of equals; null where none is. */
  match(lat: number, lon: number): number | null;
}

/**
 * The one matcher of positions to planned stops. `ordered: true` follows a vehicle through its plan and says when it arrived at
 * and left each stop; `ordered: false` looks at each position alone, for measuring a whole recording against its plan.
 */
export function createMatcher(course: Course, options: { readonly ordered: true }): OrderedMatcher;
export function createMatcher(
  stops: readonly StopPoint[],
  options: { readonly ordered: false; readonly radius: number },
): AnyOrderMatcher;
export function createMatcher(
  plan: Course | readonly StopPoint[],
  options: { readonly ordered: true } | { readonly ordered: false; readonly radius: number },
): OrderedMatcher | AnyOrderMatcher {
  if ('path' in plan) return new OrderedMatcher(plan);
  const radius = options.ordered ? 0 : options.radius;
  return { match: (lat, lon) => nearestWithin(plan, lat, lon, radius) };
}

function nearestWithin(stops: readonly StopPoint[], lat: number, lon: number, radius: number): number | null {
  let nearest: number | null = null;
  let least = radius;
  for (const [index, stop] of stops.entries()) {
    const metres = flatMetres(lat, lon, stop.lat, stop.lon);
    if (metres < least || (nearest === null && metres === radius)) [least, nearest] = [metres, index];
  }
  return nearest;
}
