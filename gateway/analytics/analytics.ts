import { FLEET_SERIES, type Metric, type SeriesHistory } from '../../contract/metric.ts';
import type { RouteState } from '../../contract/fleet.ts';
import type { SeriesSample } from '../../contract/ingest.ts';
import { feedMs, type FeedMs } from '../../contract/time.ts';
import type { Analytics, FleetChanges, Unusable } from '../ports.ts';
import { createRobustDetector, type Detector } from './detector.ts';
import { figuresOf, FLEET_UNITS, StopRate } from './fleet-figures.ts';
import { MINUTE, minuteOf, Series } from './series.ts';

export interface AnalyticsOptions {
  /** Minutes kept of each series; the oldest makes room. Default 2,880: two days. */
  readonly minutes?: number;
  /** Ingested series at most; one more is refused. Default 1,000. */
  readonly maxSeries?: number;
  readonly createDetector?: () => Detector;
}

export interface FleetAnalytics extends Analytics {
  /** null when taken; else why not. */
  sample(sample: SeriesSample): Unusable | null;
  /** Series that have nothing to tell any more since the last asking: their only minutes lie in the future of a clock that was set back. */
  withdrawn(): string[];
  /** Names of all series that have at least one value. */
  series(): Iterable<string>;
}

export function createAnalytics(options: AnalyticsOptions = {}): FleetAnalytics {
  return new MinuteAnalytics(
    options.minutes ?? 2_880,
    options.maxSeries ?? 1_000,
    options.createDetector ?? createRobustDetector,
  );
}

class MinuteAnalytics implements FleetAnalytics {
  readonly #minutes: number;
  readonly #maxSeries: number;
  readonly #createDetector: () => Detector;
  readonly #series = new Map<string, Series>();
  readonly #stops = new StopRate();
  /** Start of the minute not yet closed; null before the first `advance`. */
  #minute: number | null = null;
  #ingested = 0;
  #withdrawn: string[] = [];

  constructor(minutes: number, maxSeries: number, createDetector: () => Detector) {
    this.#minutes = minutes;
    this.#maxSeries = maxSeries;
    this.#createDetector = createDetector;
  }

  sample(sample: SeriesSample): Unusable | null {
    const name = `x/${sample.series}`;
    const series = this.#series.get(name);
    if (series !== undefined) return series.sample(sample.at, sample.value);
    if (this.#ingested >= this.#maxSeries) {
      const reason = `more than ${String(this.#maxSeries)} series: ${sample.series} is one too many`;
      return { field: 'series', reason };
    }
    this.#ingested++;
    return this.#named(name, sample.unit).sample(sample.at, sample.value);
  }

  observe(changes: FleetChanges): void {
    this.#stops.observe(changes);
  }

  advance(now: FeedMs, routes: Iterable<RouteState>): Metric[] {
    const open = minuteOf(now);
    this.#minute ??= open;
    // After a jump of several minutes only the newest has figures: what the fleet was in between nobody looked at.
    if (open > this.#minute) this.#closeFleet(open - MINUTE, routes);
    else if (open < this.#minute) this.#setBack(now);
    this.#minute = open;
    const changed: Metric[] = [];
    for (const series of this.#series.values()) {
      const metric = series.advance(now);
      if (metric !== null) changed.push(metric);
    }
    return changed;
  }

  withdrawn(): string[] {
    const names = this.#withdrawn;
    this.#withdrawn = [];
    return names;
  }

  history(series: string, from: FeedMs, to: FeedMs): SeriesHistory | null {
    return this.#series.get(series)?.history(from, to) ?? null;
  }

  series(): Iterable<string> {
    return this.#series.keys();
  }

  #setBack(now: FeedMs): void {
    for (const series of this.#series.values()) if (!series.setBack(now)) this.#withdrawn.push(series.name);
  }

  #closeFleet(minute: number, routes: Iterable<RouteState>): void {
    const figures = figuresOf(routes);
    const rate = this.#stops.close(minute);
    if (rate !== null) figures['stops-per-hour'] = rate;
    for (const name of FLEET_SERIES) {
      const value = figures[name];
      // Only after a clock that was set back there is anything: each minute is closed once.
      this.#series.get(name)?.dropFrom(minute);
      if (value !== undefined) this.#named(name, FLEET_UNITS[name]).sample(feedMs(minute), value);
    }
  }

  #named(name: string, unit: string): Series {
    const known = this.#series.get(name);
    if (known !== undefined) return known;
    const series = new Series(name, unit, this.#createDetector(), this.#minutes);
    this.#series.set(name, series);
    return series;
  }
}
