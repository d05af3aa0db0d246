import { metres, nth, type Point } from '../plane.ts';
import { ACTIVITIES, type Activity } from './truth.ts';

/** Where a van really is through the day: straight lines between moments. Times are milliseconds, never descending. */
export interface Track {
  readonly t: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** What it does from each moment on, as index into `ACTIVITIES`; parallel to `t`. */
  readonly activity: Uint8Array;
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
    build: () => ({
      t: Float64Array.from(t),
      x: Float64Array.from(x),
      y: Float64Array.from(y),
      activity: Uint8Array.from(activity, (one) => ACTIVITIES.indexOf(one)),
    }),
  };
}

/** Where a van is at one moment: metres a second, degrees clockwise from north; the heading of a standing van is its last. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly speed: number;
  readonly heading: number | null;
  readonly activity: Activity;
}

/** Asked with ascending times it walks along the track; it never searches. */
export interface TrackReader {
  at(ms: number): Place;
}

export function createTrackReader(track: Track): TrackReader {
  const { t, x, y } = track;
  const last = t.length - 1;
  let i = 0;
  /** The last piece that was not standing still; -1 before any. */
  let moving = -1;
  const moves = (k: number): boolean => x[k + 1] !== x[k] || y[k + 1] !== y[k];
  let known: { piece: number; degrees: number } | null = null;
  const heading = (): number | null => {
    if (moving < 0) return null;
    if (known?.piece === moving) return known.degrees;
    const east = (x[moving + 1] as number) - (x[moving] as number);
    const north = (y[moving + 1] as number) - (y[moving] as number);
    const degrees = (Math.round((Math.atan2(east, north) * 180) / Math.PI) + 360) % 360;
    known = { piece: moving, degrees };
    return degrees;
  };
  return {
    at: (ms) => {
      while (i < last && (t[i + 1] as number) <= ms) {
        if (moves(i)) moving = i;
        i += 1;
      }
      const activity = nth(ACTIVITIES, nth(track.activity, i));
      if (i === last) return { x: nth(x, last), y: nth(y, last), speed: 0, heading: heading(), activity };
      if (moves(i)) moving = i;
      const since = t[i] as number;
      const span = (t[i + 1] as number) - since;
      const part = span > 0 ? Math.max(0, ms - since) / span : 0;
      const dx = (x[i + 1] as number) - (x[i] as number);
      const dy = (y[i + 1] as number) - (y[i] as number);
      return {
        x: (x[i] as number) + dx * part,
        y: (y[i] as number) + dy * part,
        speed: span > 0 ? (metres(dx, dy) / span) * 1_000 : 0,
        heading: heading(),
        activity,
      };
    },
  };
}
