/** A step that is not seen as a jump, CSS pixels. */
const STEP_PX = 0.4;
const SLOWEST_MS = 250;

/**
 * Milliseconds until the next frame shows anything new, for the fastest vehicle's CSS pixels a millisecond. Over a whole
 * city a van moves less than a pixel a second: sixty pictures of that are wasted on every screen that shows them.
 */
export function frameInterval(pixelsPerMs: number): number {
  return pixelsPerMs > 0 ? Math.min(SLOWEST_MS, STEP_PX / pixelsPerMs) : SLOWEST_MS;
}

/**
 * Size of the marks that need nobody: by zoom 0.55 for a region to 1 from the streets of a town on, and smaller in a fleet of
 * thousands (0.74 at 20,000), whose grey would else be one surface.
 */
export function calmScale(zoom: number, vehicles: number): number {
  const near = Math.max(0.55, Math.min(1, 0.55 + ((zoom - 9) / 3.5) * 0.45));
  const sparse = Math.max(0.6, Math.min(1, 1.6 - 0.2 * Math.log10(Math.max(1, vehicles))));
  return near * sparse;
}
