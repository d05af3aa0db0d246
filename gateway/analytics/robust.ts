/** Statistics that one wild value cannot bend. All take plain numbers, none changes its input. */

export const ascending = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** Middle of sorted values, the mean of the two middle ones for an even count; NaN for none. */
export function median(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Percentile of sorted values by linear interpolation (Hyndman & Fan 1996, type 7); `p` 0-1; NaN for none. */
export function percentile(sorted: readonly number[], p: number): number {
  const rank = (sorted.length - 1) * p;
  const below = sorted[Math.floor(rank)] ?? Number.NaN;
  const above = sorted[Math.ceil(rank)] ?? Number.NaN;
  return below + (above - below) * (rank - Math.floor(rank));
}

/** Median absolute deviation, unscaled (Hampel 1974): half the values lie nearer to `middle`. */
export const medianDeviation = (values: readonly number[], middle: number): number =>
  median(ascending(values.map((value) => Math.abs(value - middle))));

/** Slope by Theil (1950) and Sen (1968): the median of the slopes of all pairs; null without two different `x`. */
export function theilSen(points: readonly (readonly [x: number, y: number])[]): number | null {
  const slopes: number[] = [];
  points.forEach(([x, y], index) => {
    for (const [laterX, laterY] of points.slice(index + 1)) {
      if (laterX !== x) slopes.push((laterY - y) / (laterX - x));
    }
  });
  return slopes.length === 0 ? null : median(ascending(slopes));
}
