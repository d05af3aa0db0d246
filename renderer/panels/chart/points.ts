import type { SeriesHistory } from '../../../contract/metric.ts';

export interface ChartPoint {
  /** Feed time, ms. */
  readonly at: number;
  readonly value: number;
  /** The usual band; null while unknown. */
  readonly low: number | null;
  readonly high: number | null;
}

/** A minute without a finite value is left out: there is nothing to draw. */
export function fromHistory(history: SeriesHistory): ChartPoint[] {
  return history.at.flatMap((at, i) => {
    const value = history.value[i];
    if (value === undefined || !Number.isFinite(value)) return [];
    return [{ at, value, low: history.low[i] ?? null, high: history.high[i] ?? null }];
  });
}

export interface Limits {
  readonly min: number;
  readonly max: number;
}

/** Limits of the value axis: everything drawn, a margin, and never less than `least` high, so that noise stays small. */
export function valueRange(drawn: Limits | null, target: number | null, least: number): Limits {
  if (drawn === null) return { min: 0, max: least };
  let { min, max } = drawn;
  const height = Math.max(max - min, least);
  if (target !== null && target > max && target < max + height) max = target;
  if (target !== null && target < min && target > min - height) min = target;
  const margin = Math.max(max - min, least) * 0.08;
  const middle = (min + max) / 2;
  const half = Math.max(max - min, least) / 2 + margin;
  return { min: middle - half, max: middle + half };
}

/** Both, or the one there is. */
export function united(a: Limits | null, b: Limits | null): Limits | null {
  if (a === null || b === null) return a ?? b;
  return { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) };
}
