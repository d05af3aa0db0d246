import { deviation, type StopLine } from './stops.ts';

export interface AdherenceLine {
  /** SVG paths in a box of 100 by 100, time to the right, late up; empty where there is nothing to draw. */
  readonly actual: string;
  readonly predicted: string;
  /** Height of "as planned". */
  readonly zero: number;
  /** Where what happened ends; null before the first arrival. */
  readonly now: readonly [x: number, y: number] | null;
  /** Seconds against plan: at the last arrival, and the most and the least of the day so far. */
  readonly last: number | null;
  readonly worst: number | null;
  readonly best: number | null;
}

/** Five minutes late fill the box at least, or seconds of noise would look like an alarm. */
const LEAST_LATE_S = 300;
const LEAST_EARLY_S = 100;

/** The vehicle's day: actual minus planned arrival over time, then predicted minus planned. */
export function adherenceLine(stops: readonly StopLine[]): AdherenceLine {
  const points = stops.flatMap((stop) => {
    const seconds = deviation(stop);
    const at = stop.arrived ?? stop.eta;
    return seconds === null || at === null ? [] : [{ at, seconds, seen: stop.arrived !== null }];
  });
  points.sort((a, b) => a.at - b.at);
  const from = points[0]?.at ?? 0;
  const length = Math.max(1, (points.at(-1)?.at ?? 0) - from);
  const all = points.map((point) => point.seconds);
  const top = Math.max(LEAST_LATE_S, ...all);
  const bottom = Math.min(-LEAST_EARLY_S, ...all);
  const y = (seconds: number): number => ((top - seconds) / (top - bottom)) * 100;
  const place = (point: { at: number; seconds: number }): [number, number] => [
    ((point.at - from) / length) * 100,
    y(point.seconds),
  ];
  const seen = points.filter((point) => point.seen);
  const last = seen.at(-1);
  const ahead = points.filter((point) => !point.seen);
  const past = seen.map((point) => point.seconds);
  return {
    actual: path(seen.map(place)),
    predicted: path((last === undefined ? ahead : [last, ...ahead]).map(place)),
    zero: y(0),
    now: last === undefined ? null : place(last),
    last: last?.seconds ?? null,
    worst: past.length === 0 ? null : Math.max(...past),
    best: past.length === 0 ? null : Math.min(...past),
  };
}

const path = (points: readonly (readonly [number, number])[]): string =>
  points.length < 2
    ? ''
    : points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join('');
