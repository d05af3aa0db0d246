import { FLOOD_WINDOW_MS, HEALTH_TARGETS } from '../../../contract/alarm/health.ts';

export interface Span {
  readonly from: number;
  /** null while it lasts. */
  readonly to: number | null;
}

/**
 * Times of alarms in order -> floods: one begins with the alarm that makes more than 10 in the 10 minutes up to it, and ends
 * at the moment when fewer than 5 are left in the last 10 minutes.
 */
export function floodsOf(times: readonly number[]): Span[] {
  const floods: Span[] = [];
  let begun: number | null = null;
  let oldest = 0;
  const endBefore = (now: number): void => {
    while (oldest < times.length && (times[oldest] ?? now) + FLOOD_WINDOW_MS <= now) {
      const left = countUpTo(times, now) - oldest - 1;
      const at = (times[oldest] ?? 0) + FLOOD_WINDOW_MS;
      oldest += 1;
      // Alarms after that moment do not count for it.
      const there = Math.min(left, countUpTo(times, at) - oldest);
      if (begun !== null && there < HEALTH_TARGETS.floodEnds) {
        floods.push({ from: begun, to: at });
        begun = null;
      }
    }
  };
  for (const [index, at] of times.entries()) {
    endBefore(at);
    if (begun === null && index - oldest + 1 > HEALTH_TARGETS.floodBegins) begun = at;
  }
  const last = times.at(-1);
  if (begun !== null && last !== undefined) endBefore(last + FLOOD_WINDOW_MS);
  if (begun !== null) floods.push({ from: begun, to: null });
  return floods;
}

/** How many are at or before it. */
function countUpTo(times: readonly number[], at: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
