/** How far the glide has come, 0 to 1; the vertex shader computes the same. A glide without a length has arrived. */
export function progress(start: number, end: number, now: number): number {
  if (!(end > start)) return 1;
  return Math.max(0, Math.min(1, (now - start) / (end - start)));
}

/** The heading `to` as reached from `from` by the shorter turn, radians; may leave [0, 2 pi). */
export function shorterTurn(from: number, to: number): number {
  const turn = (to - from) % (2 * Math.PI);
  if (turn > Math.PI) return from + turn - 2 * Math.PI;
  if (turn < -Math.PI) return from + turn + 2 * Math.PI;
  return from + turn;
}

const SHORTEST_MS = 250;
const LONGEST_MS = 1_500;

/**
 * How long the glide to a new position takes, ms: the time since the vehicle's last change, so that steady changes make
 * steady motion, but never long enough to show a place that is seconds behind the newest observation.
 */
export function glideLength(sinceLast: number): number {
  return Math.max(SHORTEST_MS, Math.min(LONGEST_MS, sinceLast));
}
