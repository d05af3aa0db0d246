import type { Disposable } from '../../../contract/disposable.ts';
import type { Metric, SeriesHistory } from '../../../contract/metric.ts';
import type { Result } from '../../../contract/result.ts';
import { feedMs } from '../../../contract/time.ts';
import { Signal } from '../../stores/signal.ts';
import { anomaliesFrom, type Anomaly } from './anomaly.ts';
import { fromHistory } from './points.ts';
import { SeriesRing } from './ring/series-ring.ts';

/** Feed time asked for: as much as a gateway keeps, unless it is told otherwise. */
export const HISTORY_MS = 48 * 60 * 60_000;
/** More than five days of minutes; the oldest make room. */
const KEEP = 8_192;
/** The band is asked for again at most this often in wall time, however fast a replay runs. */
const CALM_MS = 5_000;
/** Asked again with the newest: minutes that closed late. */
const OVERLAP_MS = 10 * 60_000;
const MINUTE = 60_000;
/** A minute that comes so much after the next is late; one of longer before is of a clock that was set back. */
const LATE_MS = 2 * MINUTE;

export type Ask = (series: string, from: number, to: number) => Promise<Result<SeriesHistory>>;

/** One series as the chart shows it: history by asking, the newest minutes as they come. */
export class SeriesFeed implements Disposable {
  readonly series: string;
  readonly ring = new SeriesRing(KEEP);
  readonly #ask: Ask;
  readonly #changed = new Signal();
  #anomalies: readonly Anomaly[] = [];
  #failure: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #unit: string | null = null;
  #version = 0;
  #disposed = false;

  constructor(series: string, ask: Ask) {
    this.series = series;
    this.#ask = ask;
  }

  /** Reactive; grows with each change of `ring`. */
  get version(): number {
    this.#changed.track();
    return this.#version;
  }

  /** Reactive. */
  get anomalies(): readonly Anomaly[] {
    this.#changed.track();
    return this.#anomalies;
  }

  /** Reactive; null until the gateway has said. */
  get unit(): string | null {
    this.#changed.track();
    return this.#unit;
  }

  /** Reactive; why the last asking failed. */
  get failure(): string | null {
    this.#changed.track();
    return this.#failure;
  }

  /** Everything anew: at first, and after a reconnect, when what came meanwhile is missing. */
  load(now: number): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return this.#load(now - HISTORY_MS, now);
  }

  /**
   * The newest minute; its band is the last known until history is asked again. One of just before changes nothing; one of long before
   * says that the fleet's clock was set back: what is drawn after it did not happen yet.
   */
  append(metric: Metric): void {
    if (!Number.isFinite(metric.value)) return;
    const newest = this.ring.newest();
    if (newest !== undefined && metric.at < newest.at) {
      if (newest.at - metric.at <= LATE_MS) return;
      this.ring.truncateFrom(metric.at);
    }
    const last = this.ring.newest();
    this.#unit = metric.unit;
    this.ring.append({
      at: metric.at,
      value: metric.value,
      low: last?.low ?? null,
      high: last?.high ?? null,
    });
    this.#tell(metric.at);
    if (last !== undefined && metric.at > last.at) this.#askSoon(last.at);
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#timer);
  }

  #askSoon(from: number): void {
    if (this.#disposed) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#load(from - OVERLAP_MS, (this.ring.newest()?.at ?? from) + MINUTE);
    }, CALM_MS);
  }

  async #load(from: number, now: number): Promise<void> {
    const result = await this.#ask(this.series, feedMs(from), feedMs(now));
    if (this.#disposed) return;
    if (!result.ok) {
      // A series that does not exist yet is nothing wrong: its first minute is still under way.
      this.#failure = result.error.code === 'not-found' ? null : result.error.message;
      this.#tell(Infinity);
      return;
    }
    const asked = fromHistory(result.value);
    const after = asked.at(-1)?.at ?? -Infinity;
    const newer = this.ring.points(after + 1, Infinity);
    this.ring.truncateFrom(Math.min(from, asked[0]?.at ?? Infinity));
    for (const point of [...asked, ...newer]) this.ring.append(point);
    this.#failure = null;
    this.#unit = result.value.unit;
    this.#tell(from);
  }

  /** @param since what changed in the ring */
  #tell(since: number): void {
    if (since < Infinity) {
      const kept = this.#anomalies.filter((anomaly) => anomaly.at < since);
      this.#anomalies = [...kept, ...anomaliesFrom(this.ring.values, since)];
    }
    this.#version += 1;
    this.#changed.emit();
  }
}
