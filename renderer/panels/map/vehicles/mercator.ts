/**
 * Spherical web mercator in a unit square: (0, 0) is the north-west corner of the world, (1, 1) the south-east one.
 * x = (180 + lon) / 360; y = (180 - 180/pi * ln tan(pi/4 + lat * pi/360)) / 360 (EPSG:3857 scaled to the square).
 */
export const mercatorX = (lon: number): number => (180 + lon) / 360;

export function mercatorY(lat: number): number {
  const clamped = Math.max(-85.051129, Math.min(85.051129, lat));
  return (180 - (180 / Math.PI) * Math.log(Math.tan(Math.PI / 4 + (clamped * Math.PI) / 360))) / 360;
}

export const lonOf = (x: number): number => x * 360 - 180;
export const latOf = (y: number): number =>
  (360 / Math.PI) * Math.atan(Math.exp(((180 - y * 360) * Math.PI) / 180)) - 90;

/** CSS pixels of the whole world's width, as MapLibre counts zooms. */
export const worldSizeAt = (zoom: number): number => 512 * 2 ** zoom;
