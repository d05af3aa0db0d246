import type { FeedMs } from './time.ts';

/** Names of the fleet's own series; an ingested one is `x/` and its name. */
export const FLEET_SERIES = [
  'on-time-share',
  'late-routes',
  'stops-per-hour',
  'median-adherence',
  'active-vans',
] as const;
export type FleetSeries = (typeof FLEET_SERIES)[number];

/** The newest minute of one series: the value of an `analytics` key. */
export interface Metric {
  readonly series: string;
  /** UCUM where there is one: `%`, `s`, `/h`, `Cel`; empty for a plain count. */
  readonly unit: string;
  /** Start of the minute. */
  readonly at: FeedMs;
  /** The minute's last value for a level, its mean for samples. */
  readonly value: number;
  /** Change an hour by Theil-Sen over the last 15 minutes; null with fewer than 5 points. */
  readonly trend: number | null;
  /** Robust z-score: (value - median) / (1.4826 * MAD) over the last 120 minutes; null with fewer than 10 points or MAD 0. */
  readonly z: number | null;
  /** Median of the same window: "usual". */
  readonly usual: number | null;
}

/** One series over time, columnar, times ascending. */
export interface SeriesHistory {
  readonly series: string;
  readonly unit: string;
  readonly at: readonly FeedMs[];
  readonly value: readonly number[];
  /** 5th and 95th percentile of the trailing window at each point; null while unknown. */
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
}
