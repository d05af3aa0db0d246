import type { RouteDetail } from '../../../../contract/fleet.ts';

export interface DeviationLine {
  /** SVG paths in a box of 100 by 100; empty where there is nothing to draw. */
  readonly actual: string;
  readonly predicted: string;
  /** Height of "as planned" in the same box. */
  readonly zero: number;
  /** Where the actual part ends; null before the first arrival. */
  readonly now: readonly [x: number, y: number] | null;
}

/** Five minutes either way fill the box at least, or seconds of noise would look like an alarm. */
const LEAST_SPAN_S = 300;

/** Actual minus planned arrival by stop, and predicted minus planned for the stops to come; late is up. */
export function deviationLine(detail: RouteDetail): DeviationLine {
  const { stops } = detail.plan;
  const actual: [number, number][] = [];
  const predicted: [number, number][] = [];
  for (const [i, stop] of stops.entries()) {
    const progress = detail.progress[i];
    if (progress === undefined) continue;
    const x = stops.length === 1 ? 0 : (i / (stops.length - 1)) * 100;
    if (progress.arrived !== null) actual.push([x, (progress.arrived - stop.arrival) / 1000]);
    else if (progress.eta !== null) predicted.push([x, (progress.eta - stop.arrival) / 1000]);
  }
  const seconds = [...actual, ...predicted].map(([, s]) => s);
  const top = Math.max(LEAST_SPAN_S, ...seconds);
  const bottom = Math.min(-LEAST_SPAN_S / 3, ...seconds);
  const y = (s: number): number => 100 - ((s - bottom) / (top - bottom)) * 100;
  const path = (points: readonly (readonly [number, number])[]): string =>
    points.length < 2
      ? ''
      : points.map(([x, s], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y(s).toFixed(1)}`).join('');
  const last = actual.at(-1);
  const ahead = last === undefined ? predicted : [last, ...predicted];
  return {
    actual: path(actual),
    predicted: path(ahead),
    zero: y(0),
    now: last === undefined ? null : [last[0], y(last[1])],
  };
}
