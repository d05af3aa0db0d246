import type { RowsPatch } from '../../contract/bridge.ts';
import type { Metric, SeriesHistory } from '../../contract/metric.ts';
import { RowsStore } from './rows.ts';

export interface Point {
  /** Feed time of the minute's start, ms. */
  readonly at: number;
  readonly value: number;
}

/** Minutes kept of each series beside its newest value. */
const KEPT = 240;

/** The newest minute of each series, and a bounded tail of minutes: the oldest leave first. */
export class MetricsStore extends RowsStore<Metric> {
  #tails = new Map<string, Point[]>();

  override apply(patch: RowsPatch<Metric>): void {
    for (const [series, fields] of patch.rows) {
      if (fields === null) this.#tails.delete(series);
      else if (fields.at !== undefined && fields.value !== undefined)
        this.#append(series, { at: fields.at, value: fields.value });
      else this.#amend(series, fields);
    }
    super.apply(patch);
  }

  override reset(): void {
    this.#tails.clear();
    super.reset();
  }

  /** What came before the first metric; newer minutes that are already held win. */
  seed(history: SeriesHistory): void {
    const held = this.#tails.get(history.series) ?? [];
    const first = held[0]?.at ?? Infinity;
    const before = history.at
      .map((at, i) => ({ at, value: history.value[i] ?? NaN }))
      .filter((point) => point.at < first && Number.isFinite(point.value));
    this.#tails.set(history.series, [...before, ...held].slice(-KEPT));
    super.apply({ full: false, rows: [] });
  }

  /** Reactive; times ascending, at most 240. */
  tail(series: string): readonly Point[] {
    void this.version;
    return this.#tails.get(series) ?? [];
  }

  /** A patch may hold the value alone: the minute is still the one that is held. */
  #amend(series: string, fields: Partial<Metric>): void {
    const held = this.#tails.get(series)?.at(-1);
    const at = fields.at ?? held?.at;
    const value = fields.value ?? held?.value;
    if (at !== undefined && value !== undefined) this.#append(series, { at, value });
  }

  #append(series: string, point: Point): void {
    const tail = this.#tails.get(series) ?? [];
    const last = tail.at(-1);
    const kept = last !== undefined && last.at >= point.at ? tail.filter((p) => p.at < point.at) : tail;
    this.#tails.set(series, [...kept, point].slice(-KEPT));
  }
}
