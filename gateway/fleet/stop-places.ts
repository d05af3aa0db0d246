import type { Course } from './course.ts';
import type { Fix } from './follower.ts';

/** Stops within this many metres of each other are at the same place: served without driving on. */
const NEIGHBOUR = 20;
/** A fix off the path and this near to a stop, in metres, still finds it. */
export const NEAR = 45;
/** How many stops ahead are looked at: a driver may leave some out. */
export const AHEAD = 4;

/** Metres from the stop, as the crow flies. */
export function metresTo({ stopX, stopY }: Course, stop: number, fix: Fix): number {
  return Math.hypot((stopX[stop] ?? 0) - fix.x, (stopY[stop] ?? 0) - fix.y);
}

export function atSamePlace({ stopAlong, stopX, stopY }: Course, a: number, b: number): boolean {
  return (
    Math.abs((stopAlong[b] ?? 0) - (stopAlong[a] ?? 0)) <= NEIGHBOUR &&
    Math.hypot((stopX[b] ?? 0) - (stopX[a] ?? 0), (stopY[b] ?? 0) - (stopY[a] ?? 0)) <= NEIGHBOUR
  );
}

/**
 * Of the pending stops within reach, from `next` on, the nearest along the path; the first of equals. `here`: the stop that the
 * vehicle is at. null where it is still nearest to that.
 */
export function nearestAhead(
  { stopAlong }: Course,
  along: number,
  next: number,
  here: number | null,
): number | null {
  let best: number | null = null;
  let least = Number.POSITIVE_INFINITY;
  const held = here === null ? Number.POSITIVE_INFINITY : Math.abs((stopAlong[here] ?? 0) - along);
  for (let i = next; i < Math.min(stopAlong.length, next + AHEAD); i++) {
    const metres = Math.abs((stopAlong[i] ?? 0) - along);
    if (metres < least - 1) [least, best] = [metres, i];
  }
  // At a stop already: its neighbour must be clearly nearer, or noise would walk the vehicle on.
  return least + 12 > held ? null : best;
}

/** Closest that fixes off the path came to stops that are still to be reached. */
export class NearStops {
  readonly #near = new Map<number, { metres: number; at: number }>();

  came(stop: number, metres: number, at: number): void {
    const known = this.#near.get(stop);
    if (known === undefined || metres < known.metres) this.#near.set(stop, { metres, at });
  }

  /** When the vehicle was near enough to have served the stop, feed ms; null where it never was. */
  servedAt(stop: number): number | null {
    const near = this.#near.get(stop);
    return near !== undefined && near.metres <= NEAR ? near.at : null;
  }

  forget(stop: number): void {
    this.#near.delete(stop);
  }
}
