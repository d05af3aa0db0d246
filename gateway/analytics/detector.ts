import { ascending, median, medianDeviation, percentile, theilSen } from './robust.ts';

/** What one new minute says, seen from the minutes before it. See `contract/metric.ts` for the figures. */
export interface Reading {
  readonly trend: number | null;
  readonly z: number | null;
  readonly usual: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * One per series, fed each minute once, times ascending, gaps allowed; a minute before the last one takes back what came after it,
 * as its clock was set back. All that a better detector has to be. `at` is the start of the minute in feed milliseconds.
 */
export interface Detector {
  next(at: number, value: number): Reading;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const TREND_MINUTES = 15;
const TREND_POINTS = 5;
const WINDOW_MINUTES = 120;
const WINDOW_POINTS = 10;
/** Makes the MAD of normal noise its standard deviation. */
const MAD_TO_SIGMA = 1.4826;

/**
 * Trend by Theil-Sen over the last 15 minutes, this one included; z, usual and band against the 120 minutes *before*
 * this one: a value must not vouch for itself.
 */
export function createRobustDetector(): Detector {
  let window: (readonly [at: number, value: number])[] = [];
  return {
    next(at, value) {
      window = window.filter(([then]) => then >= at - WINDOW_MINUTES * MINUTE && then < at);
      const sorted = ascending(window.map(([, past]) => past));
      window.push([at, value]);
      const trend = slopeAnHour(window.filter(([then]) => then > at - TREND_MINUTES * MINUTE));
      if (sorted.length < WINDOW_POINTS) return { trend, z: null, usual: null, low: null, high: null };
      const usual = median(sorted);
      const deviation = medianDeviation(sorted, usual);
      const z = deviation === 0 ? null : (value - usual) / (MAD_TO_SIGMA * deviation);
      return { trend, z, usual, low: percentile(sorted, 0.05), high: percentile(sorted, 0.95) };
    },
  };
}

function slopeAnHour(points: readonly (readonly [at: number, value: number])[]): number | null {
  if (points.length < TREND_POINTS) return null;
  const slope = theilSen(points);
  return slope === null ? null : slope * HOUR;
}
