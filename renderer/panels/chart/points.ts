import type { Metric, SeriesHistory } from '../../../contract/metric.ts';

export interface ChartPoint {
  /** Feed time, ms. */
  readonly at: number;
  readonly value: number;
  /** The usual band; null while unknown. */
  readonly low: number | null;
  readonly high: number | null;
}

export function fromHistory(history: SeriesHistory): ChartPoint[] {
  return history.at.map((at, i) => ({
    at,
    value: history.value[i] ?? NaN,
    low: history.low[i] ?? null,
    high: history.high[i] ?? null,
  }));
}

/** The newest minute after what history said; its band is the last known until history is asked again. */
export function withMetric(
  points: readonly ChartPoint[],
  metric: Metric,
  keep: number,
): readonly ChartPoint[] {
  const last = points.at(-1);
  if (last !== undefined && metric.at < last.at) return points;
  const before = last !== undefined && last.at === metric.at ? points.slice(0, -1) : points;
  const band = { low: last?.low ?? null, high: last?.high ?? null };
  return [...before, { at: metric.at, value: metric.value, ...band }].slice(-keep);
}

export interface Excursion {
  readonly point: ChartPoint;
  readonly side: 'below' | 'above';
}

const sideOf = (point: ChartPoint): 'below' | 'above' | null => {
  if (point.low !== null && point.value < point.low) return 'below';
  return point.high !== null && point.value > point.high ? 'above' : null;
};

/** Where the series left its band for the stay outside that still lasts; null while it is inside. */
export function excursion(points: readonly ChartPoint[]): Excursion | null {
  const last = points.at(-1);
  const side = last === undefined ? null : sideOf(last);
  if (side === null) return null;
  let first = points.length - 1;
  while (first > 0 && sideOf(points[first - 1] as ChartPoint) === side) first -= 1;
  return { point: points[first] as ChartPoint, side };
}

/** Limits of the value axis: everything drawn, a margin, and never less than `least` high, so that noise stays small. */
export function valueRange(
  points: readonly ChartPoint[],
  target: number | null,
  least: number,
): { readonly min: number; readonly max: number } {
  let min = Infinity;
  let max = -Infinity;
  for (const { value, low, high } of points) {
    min = Math.min(min, value, low ?? value);
    max = Math.max(max, value, high ?? value);
  }
  if (min > max) return { min: 0, max: least };
  const height = Math.max(max - min, least);
  if (target !== null && target > max && target < max + height) max = target;
  if (target !== null && target < min && target > min - height) min = target;
  const margin = Math.max(max - min, least) * 0.08;
  const middle = (min + max) / 2;
  const half = Math.max(max - min, least) / 2 + margin;
  return { min: middle - half, max: middle + half };
}
