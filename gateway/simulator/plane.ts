import type { LonLat } from '../../contract/fleet.ts';

/** A point of the city's own plane: metres east and north of its centre. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Open sea in reality: nobody can mistake this city for a place, and no real map shows through under it. */
const ORIGIN = { lat: 38.02, lon: -44.61 };
/** Metres a degree of latitude; the same figure as the gateway's own equirectangular distances. */
const METRES_PER_DEGREE = 111_320;
const EAST_METRES = METRES_PER_DEGREE * Math.cos((ORIGIN.lat * Math.PI) / 180);

/** Six decimals are 0.1 m, and keep records short and equal from run to run. */
export const micro = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

export const latOf = (y: number): number => micro(ORIGIN.lat + y / METRES_PER_DEGREE);
export const lonOf = (x: number): number => micro(ORIGIN.lon + x / EAST_METRES);
export const lonLatOf = (p: Point): LonLat => [lonOf(p.x), latOf(p.y)];

/** `Math.hypot` guards against overflow that metres cannot reach, and is ten times slower. */
export const metres = (dx: number, dy: number): number => Math.sqrt(dx * dx + dy * dy);
export const distance = (a: Point, b: Point): number => metres(a.x - b.x, a.y - b.y);

/** Value at an index that must exist: a hole here is a mistake of ours, never of the input. */
export function nth<T>(list: ArrayLike<T>, index: number): T {
  const value = list[index];
  if (value === undefined)
    throw new RangeError(`index ${String(index)} is outside 0..${String(list.length - 1)}`);
  return value;
}
