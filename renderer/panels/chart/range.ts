import { FIRST_CHART, type ChartRange } from '../../../contract/chart.ts';

export type Range = ChartRange;

/** What there is to look at. */
export interface Bounds {
  readonly from: number;
  readonly to: number;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

const MINUTE = 60_000;
export const LIVE: Range = FIRST_CHART.range;
export const LEAST_SPAN = 10 * MINUTE;
/** As long as a gateway keeps minutes, unless it is told otherwise. */
export const MOST_SPAN = 48 * 60 * MINUTE;

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** Whole hours that are a key away. */
export const HOURS = [1, 2, 4, 8, 24] as const;

/** The last so many hours, up to the newest; longer than `MOST_SPAN` is held there. */
export const lastHours = (hours: number): Range => ({
  span: Math.min(MOST_SPAN, hours * 60 * MINUTE),
  end: null,
});

export const isLive = (range: Range): boolean => range.end === null && range.span === LIVE.span;

/** The window of a range; shorter than its span at the start of a day, so that two minutes are not a dot at the edge. */
export function spanOf(range: Range, bounds: Bounds): Span {
  // Kept from another day: what was looked at is no longer there.
  const gone = range.end !== null && (range.end > bounds.to || range.end <= bounds.from);
  const end = gone ? null : range.end;
  const to = end ?? bounds.to;
  const from = to - range.span;
  const shown = end === null ? Math.max(from, Math.min(bounds.from, to - MINUTE)) : from;
  return { from: shown, to };
}

/**
 * @param factor of the span: below 1 looks closer
 * @param at the time that keeps its place; while the newest is followed that is the newest
 */
export function zoomed(range: Range, factor: number, at: number, bounds: Bounds): Range {
  const shown = spanOf(range, bounds);
  const before = shown.to - shown.from;
  const span = clamp(
    before * factor,
    LEAST_SPAN,
    Math.max(LEAST_SPAN, Math.min(MOST_SPAN, bounds.to - bounds.from)),
  );
  if (range.end === null) return { span, end: null };
  // What is marked may lie outside: then the nearer edge keeps its place.
  const still = clamp(at, shown.from, shown.to);
  return settled({ span, end: still + (span * (shown.to - still)) / before }, bounds);
}

/** @param by ms; negative looks further back. At the newest it follows again. */
export function panned(range: Range, by: number, bounds: Bounds): Range {
  const shown = spanOf(range, bounds);
  return settled({ span: shown.to - shown.from, end: shown.to + by }, bounds);
}

function settled({ span, end }: { readonly span: number; readonly end: number }, bounds: Bounds): Range {
  if (end >= bounds.to) return { span, end: null };
  return { span, end: Math.max(end, Math.min(bounds.to, bounds.from + span)) };
}
