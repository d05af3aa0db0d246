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

/** Size of the marks that need nobody, by zoom: 0.55 for a region, 1 from the streets of a town on. */
export function calmScale(zoom: number): number {
  return Math.max(0.55, Math.min(1, 0.55 + ((zoom - 9) / 3.5) * 0.45));
}
