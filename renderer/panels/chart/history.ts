import type { Disposable } from '../../../contract/disposable.ts';
import type { Metric, SeriesHistory } from '../../../contract/metric.ts';
import type { Result } from '../../../contract/result.ts';
import { feedMs } from '../../../contract/time.ts';
import { ValueStore } from '../../stores/value.ts';
import { fromHistory, withMetric, type ChartPoint } from './points.ts';

/** Feed time that is shown. */
export const SPAN_MS = 120 * 60_000;
const KEEP = 240;
/** The band is asked for again at most this often in wall time, however fast a replay runs. */
const CALM_MS = 5_000;

type Ask = (series: string, from: number, to: number) => Promise<Result<SeriesHistory>>;

/** One series as the chart shows it: history by asking, the newest minutes as they come. */
export class SeriesFeed implements Disposable {
  readonly #ask: Ask;
  readonly #points = new ValueStore<readonly ChartPoint[]>([]);
  readonly #failure = new ValueStore<string | null>(null);
  #series: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #newest = 0;

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** Reactive. */
  get points(): readonly ChartPoint[] {
    return this.#points.value;
  }

  /** Reactive. */
  get failure(): string | null {
    return this.#failure.value;
  }

  /** Shows another series, or the same anew: after a reconnect what came meanwhile is missing. */
  show(series: string, now: number): void {
    if (series !== this.#series) this.#points.set([]);
    this.#series = series;
    this.#newest = 0;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    void this.#load(series, now);
  }

  append(metric: Metric): void {
    if (metric.series !== this.#series) return;
    this.#points.set(withMetric(this.#points.value, metric, KEEP));
    const advanced = metric.at > this.#newest && this.#newest !== 0;
    this.#newest = metric.at;
    if (advanced && this.#timer === undefined)
      this.#timer = setTimeout(() => {
        this.#timer = undefined;
        void this.#load(metric.series, this.#newest + 60_000);
      }, CALM_MS);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#series = null;
  }

  async #load(series: string, now: number): Promise<void> {
    const result = await this.#ask(series, feedMs(now - SPAN_MS), feedMs(now));
    if (series !== this.#series) return;
    if (!result.ok) {
      this.#failure.set(result.error.message);
      return;
    }
    this.#failure.set(null);
    const asked = fromHistory(result.value);
    const last = asked.at(-1)?.at ?? -Infinity;
    this.#points.set([...asked, ...this.#points.value.filter((point) => point.at > last)].slice(-KEEP));
  }
}
