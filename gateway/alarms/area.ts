import type { LonLat } from '../../contract/fleet.ts';

/** Metres in a degree of latitude. */
const PER_DEGREE = 111_320;
const cosine = (lat: number): number => Math.cos((lat * Math.PI) / 180);

/** Equirectangular distance in metres: within 0.5 % for a city, not for use across the antimeridian. */
export function flatMetres(latA: number, lonA: number, latB: number, lonB: number): number {
  return Math.hypot((latB - latA) * PER_DEGREE, (lonB - lonA) * PER_DEGREE * cosine(latA));
}

/** Distance to the ring's border in metres, negative inside (even-odd rule). The ring closes itself. */
export function ringMetres(ring: readonly LonLat[], lon: number, lat: number): number {
  const scale = PER_DEGREE * cosine(lat);
  let inside = false;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, [lonB, latB]] of ring.entries()) {
    const [lonA, latA] = ring.at(index - 1) ?? [lonB, latB];
    if (latA > lat !== latB > lat && lon < ((lonB - lonA) * (lat - latA)) / (latB - latA) + lonA)
      inside = !inside;
    const [ax, ay, bx, by] = [
      (lonA - lon) * scale,
      (latA - lat) * PER_DEGREE,
      (lonB - lon) * scale,
      (latB - lat) * PER_DEGREE,
    ];
    const [dx, dy] = [bx - ax, by - ay];
    const length = dx * dx + dy * dy;
    const t = length === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length));
    least = Math.min(least, Math.hypot(ax + t * dx, ay + t * dy));
  }
  return inside ? -least : least;
}
