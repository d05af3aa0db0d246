import type { VehicleField } from './field.ts';

export interface PickQuery {
  /** The pointer in unit mercator. */
  readonly x: number;
  readonly y: number;
  /** CSS pixels of the whole world's width at the present zoom. */
  readonly worldSize: number;
  /** Reach in CSS pixels. */
  readonly reach: number;
  /** Milliseconds of `performance.now`, or Infinity where nothing glides. */
  readonly now: number;
}

/** Pixels that one step of urgency is worth: of two marks under the pointer the worse one lies on top and is meant. */
const URGENCY_PX = 1.5;

/**
 * The slot of the vehicle under the pointer, or -1. A scan over typed arrays: 20,000 vehicles cost less than a
 * millisecond, and a grid would have to follow every glide.
 */
export function pick(field: VehicleField, query: PickQuery): number {
  const place = { x: 0, y: 0 };
  const reach = query.reach / query.worldSize;
  let best = -1;
  let bestScore = Infinity;
  for (let slot = 0; slot < field.count; slot += 1) {
    if (!field.locate(slot, query.now, place)) continue;
    const dx = place.x - query.x;
    const dy = place.y - query.y;
    if (dx > reach || dx < -reach || dy > reach || dy < -reach) continue;
    const pixels = Math.hypot(dx, dy) * query.worldSize;
    if (pixels > query.reach) continue;
    const score = pixels - field.markAt(slot) * URGENCY_PX;
    if (score < bestScore) {
      bestScore = score;
      best = slot;
    }
  }
  return best;
}
