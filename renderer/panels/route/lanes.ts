import type { StopLine } from './stops.ts';
import type { Verdict } from './verdict.ts';

/** Pixels along the axis; `width` >= LEAST. */
export interface Bar {
  readonly x: number;
  readonly width: number;
}

/** One row of the Gantt. */
export interface Lane {
  readonly plan: Bar;
  /** What was seen: from the arrival to the departure, or to now. */
  readonly actual: Bar | null;
  /** What is expected, and the interval that holds 80 % of the outcomes around its beginning. */
  readonly predicted: Bar | null;
  readonly interval: Bar | null;
  /** Either end of the promise; an end that was not promised is null. */
  readonly window: { readonly from: number | null; readonly to: number | null } | null;
  /** The window's end was, or will be, passed. */
  readonly bad: boolean;
}

/** A service of seconds is still seen. */
const LEAST = 3;

const bar = (from: number, to: number): Bar => ({ x: from, width: Math.max(LEAST, to - from) });

/** @param x pixel of a time; `now` is feed time. */
export function laneOf(
  stop: StopLine,
  verdict: Verdict | null,
  x: (at: number) => number,
  now: number,
): Lane {
  const { planned, service, arrived, departed, eta, etaError } = stop;
  const length = service * 1000;
  const end = departed ?? (stop.state === 'now' ? now : arrived);
  const expected = arrived === null && eta !== null;
  const error = (etaError ?? 0) * 1000;
  return {
    plan: bar(x(planned), x(planned + length)),
    actual: arrived === null || end === null ? null : bar(x(arrived), x(Math.max(arrived, end))),
    predicted: expected ? bar(x(eta), x(eta + length)) : null,
    interval: expected && error > 0 ? bar(x(eta - error), x(eta + error)) : null,
    window:
      stop.windowStart === null && stop.windowEnd === null
        ? null
        : {
            from: stop.windowStart === null ? null : x(stop.windowStart),
            to: stop.windowEnd === null ? null : x(stop.windowEnd),
          },
    bad: verdict === 'at-risk' || verdict === 'missed',
  };
}
