import { metres, nth, type Point } from '../plane.ts';
import type { Activity } from './truth.ts';

/** Where a van really is through the day: straight lines between moments. Times are milliseconds, never descending. */
export interface Track {
  readonly t: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** What it does from each moment on; parallel to `t`. */
  readonly activity: readonly Activity[];
}

export interface TrackBuilder {
  now(): number;
  here(): Point;
  move(to: Point, seconds: number, activity: Activity): void;
  stay(seconds: number, activity: Activity): void;
  build(): Track;
}

export function createTrackBuilder(start: number, at: Point): TrackBuilder {
  const t = [start];
  const x = [at.x];
  const y = [at.y];
  const activity: Activity[] = ['loading'];
  let now = start;
  let here = at;
  const add = (to: Point, seconds: number, doing: Activity): void => {
    activity[activity.length - 1] = doing;
    now += seconds * 1_000;
    here = to;
    t.push(now);
    x.push(to.x);
    y.push(to.y);
    activity.push(doing);
  };
  return {
    now: () => now,
    here: () => here,
    move: add,
    stay: (seconds, doing) => {
      if (seconds > 0) add(here, seconds, doing);
    },
    build: () => ({ t: Float64Array.from(t), x: Float64Array.from(x), y: Float64Array.from(y), activity }),
  };
}

/** A place on the track. Asked with ascending times it walks; it never searches. */
export interface TrackReader {
  readonly at: (ms: number) => {
    x: number;
    y: number;
    speed: number;
    heading: number | null;
    activity: Activity;
  };
}

export function createTrackReader(track: Track): TrackReader {
  const { t, x, y, activity } = track;
  const last = t.length - 1;
  let i = 0;
  let heading: number | null = null;
  const turn = (k: number): void => {
    const dx = (x[k + 1] as number) - (x[k] as number);
    const dy = (y[k + 1] as number) - (y[k] as number);
    if (dx !== 0 || dy !== 0) heading = (Math.round((Math.atan2(dx, dy) * 180) / Math.PI) + 360) % 360;
  };
  return {
    at: (ms) => {
      while (i < last && (t[i + 1] as number) <= ms) {
        turn(i);
        i += 1;
      }
      if (i >= last)
        return { x: nth(x, last), y: nth(y, last), speed: 0, heading, activity: nth(activity, last) };
      turn(i);
      const t0 = t[i] as number;
      const span = (t[i + 1] as number) - t0;
      const part = span > 0 ? Math.max(0, ms - t0) / span : 0;
      const dx = (x[i + 1] as number) - (x[i] as number);
      const dy = (y[i + 1] as number) - (y[i] as number);
      const speed = span > 0 ? (metres(dx, dy) / span) * 1_000 : 0;
      return {
        x: (x[i] as number) + dx * part,
        y: (y[i] as number) + dy * part,
        speed,
        heading,
        activity: nth(activity, i),
      };
    },
  };
}
