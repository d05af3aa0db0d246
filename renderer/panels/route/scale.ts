import type { StopLine } from './stops.ts';

/** A stretch of feed time, epoch milliseconds, `from` < `to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What the operator did to the axis: it follows the rows in sight until then, and keeps following beside it. */
export interface View {
  /** The whole day instead of the rows in sight. */
  readonly whole: boolean;
  /** 1 shows exactly the stretch that is followed; more is closer. */
  readonly zoom: number;
  /** Milliseconds to the right of the stretch's middle. */
  readonly pan: number;
}

export const FOLLOW: View = { whole: false, zoom: 1, pan: 0 };
export const WHOLE_DAY: View = { whole: true, zoom: 1, pan: 0 };

const MINUTE = 60_000;
/** Spans that the axis may take by itself, so that it does not breathe with each row that is scrolled past. */
const SPANS = [30, 40, 50, 60, 75, 90, 105, 120, 150, 180, 240, 300, 360, 480, 600, 720, 1_080, 1_440].map(
  (n) => n * MINUTE,
);
const [CLOSEST, FARTHEST] = [2 * MINUTE, 48 * 60 * MINUTE] as const;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((n) => n * MINUTE);

/** From the earliest to the latest of what the stops plan, did and will do; null without a stop. Windows may reach out of it. */
export function extentOf(stops: readonly StopLine[]): Span | null {
  let [from, to] = [Infinity, -Infinity];
  for (const stop of stops) {
    const error = (stop.etaError ?? 0) * 1000;
    const happened = stop.arrived ?? (stop.eta === null ? null : stop.eta - error);
    const ended = stop.departed ?? stop.arrived ?? (stop.eta === null ? null : stop.eta + error);
    from = Math.min(from, stop.planned, happened ?? Infinity);
    to = Math.max(to, stop.planned + stop.service * 1000, ended ?? -Infinity);
  }
  return from > to ? null : { from, to };
}

/** The stretch that the axis shows for an extent and a view. */
export function frameOf(extent: Span, view: View): Span {
  const middle = (extent.from + extent.to) / 2 + view.pan;
  const half = baseSpan(extent) / view.zoom / 2;
  return { from: middle - half, to: middle + half };
}

function baseSpan(extent: Span): number {
  const wanted = (extent.to - extent.from) * 1.06;
  return SPANS.find((span) => span >= wanted) ?? wanted;
}

/** `factor` > 1 goes closer; the time `at` stays where it is on the screen. Held between two minutes and two days. */
export function zoomed(view: View, extent: Span, at: number, factor: number): View {
  const before = frameOf(extent, view);
  const base = baseSpan(extent);
  const zoom = Math.min(base / CLOSEST, Math.max(base / FARTHEST, view.zoom * factor));
  const share = (at - before.from) / (before.to - before.from);
  const middle = at + (0.5 - share) * (base / zoom);
  return { ...view, zoom, pan: middle - (extent.from + extent.to) / 2 };
}

/** Pans by a share of what is seen; the axis keeps at least its middle within a day of the extent. */
export function panned(view: View, extent: Span, share: number): View {
  const { from, to } = frameOf(extent, view);
  const limit = 24 * 60 * MINUTE;
  return { ...view, pan: Math.min(limit, Math.max(-limit, view.pan + (to - from) * share)) };
}

/** Pixel of a time, on an axis of `width` pixels. */
export function scale(frame: Span, width: number): (at: number) => number {
  const perMs = width / (frame.to - frame.from);
  return (at) => (at - frame.from) * perMs;
}

/** Round times in the frame, at least `gap` pixels apart. */
export function ticks(frame: Span, width: number, gap: number): number[] {
  const least = ((frame.to - frame.from) * gap) / Math.max(1, width);
  const step = STEPS.find((ms) => ms >= least) ?? 24 * 60 * MINUTE;
  const times: number[] = [];
  for (let at = Math.ceil(frame.from / step) * step; at <= frame.to; at += step) times.push(at);
  return times;
}
