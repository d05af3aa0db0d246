import type { LonLat } from '../../../../contract/fleet.ts';

/** Metres a degree of latitude: the figure of the gateway's own distances, so that its `along` means the same here. */
const METRES_PER_DEGREE = 111_320;

export interface Split {
  /** From the start to the vehicle; empty where nothing is done. */
  readonly done: readonly LonLat[];
  /** From the vehicle to the end; empty where nothing remains. */
  readonly remaining: readonly LonLat[];
}

/**
 * The shape cut at `along` metres from its start, equirectangular around the first point's latitude. Null (no position
 * yet) leaves everything to be done; a figure past either end is held there.
 */
export function splitAlong(shape: readonly LonLat[], along: number | null): Split {
  if (shape.length < 2) return { done: [], remaining: [] };
  if (along === null || along <= 0) return { done: [], remaining: shape };
  const east = METRES_PER_DEGREE * Math.cos(((shape[0]?.[1] ?? 0) * Math.PI) / 180);
  let walked = 0;
  for (let i = 1; i < shape.length; i += 1) {
    const a = shape[i - 1] as LonLat;
    const b = shape[i] as LonLat;
    const length = Math.hypot((b[0] - a[0]) * east, (b[1] - a[1]) * METRES_PER_DEGREE);
    if (walked + length <= along) {
      walked += length;
      continue;
    }
    const part = length === 0 ? 0 : (along - walked) / length;
    const cut: LonLat = [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part];
    return { done: [...shape.slice(0, i), cut], remaining: [cut, ...shape.slice(i)] };
  }
  return { done: shape, remaining: [] };
}
