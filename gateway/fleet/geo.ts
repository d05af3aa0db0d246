/** Metres in a degree of latitude, and in a degree of longitude at the equator: 40,075 km / 360. */
export const METRES_PER_DEGREE = 111_320;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/**
 * Equirectangular distance in metres, with the cosine of the first point's latitude. Within 0.5 % of the great circle
 * for distances of a city; not for use across the antimeridian.
 */
export function flatMetres(latA: number, lonA: number, latB: number, lonB: number): number {
  const dy = (latB - latA) * METRES_PER_DEGREE;
  const dx = (lonB - lonA) * METRES_PER_DEGREE * Math.cos(radians(latA));
  return Math.sqrt(dx * dx + dy * dy);
}

/** Great-circle distance in metres on a sphere of the mean Earth radius (haversine formula). */
export function haversineMetres(latA: number, lonA: number, latB: number, lonB: number): number {
  const sinLat = Math.sin(radians(latB - latA) / 2);
  const sinLon = Math.sin(radians(lonB - lonA) / 2);
  const h = sinLat * sinLat + Math.cos(radians(latA)) * Math.cos(radians(latB)) * sinLon * sinLon;
  return 2 * 6_371_008.8 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** A flat map around one point: metres east and north of it. */
export interface Plane {
  x(lon: number): number;
  y(lat: number): number;
}

export function createPlane(lat: number, lon: number): Plane {
  const perLon = METRES_PER_DEGREE * Math.cos(radians(lat));
  return {
    x: (degrees) => (degrees - lon) * perLon,
    y: (degrees) => (degrees - lat) * METRES_PER_DEGREE,
  };
}
