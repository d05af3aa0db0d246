import type { ChartPoint } from '../points.ts';
import { columnsOf, drawnIndices, type Column } from './columns.ts';
import { MinMaxRing, type Sample } from './min-max-ring.ts';

/** What Chart.js draws; null breaks the line. */
export interface Dot {
  readonly x: number;
  readonly y: number | null;
}

/** A longer silence than this, and than `GAP_STEPS` of the series' own steps, breaks the line: nobody knows what was there. */
const GAP_MS = 10 * 60_000;
const GAP_STEPS = 4;

/** One series with its usual band, times shared. */
export class SeriesRing {
  readonly #value: MinMaxRing;
  readonly #low: MinMaxRing;
  readonly #high: MinMaxRing;

  /** @param atLeast points to keep, see `MinMaxRing` */
  constructor(atLeast: number) {
    this.#value = new MinMaxRing(atLeast);
    this.#low = new MinMaxRing(atLeast);
    this.#high = new MinMaxRing(atLeast);
  }

  get length(): number {
    return this.#value.length;
  }

  /** The values alone, for what reads them one by one. */
  get values(): Pick<MinMaxRing, 'length' | 'sample' | 'indexOf'> {
    return this.#value;
  }

  /** @throws RangeError as `MinMaxRing.append`, and then holds what it held */
  append({ at, value, low, high }: ChartPoint): void {
    this.#value.append(at, value);
    this.#low.append(at, low ?? Infinity);
    this.#high.append(at, high ?? -Infinity);
  }

  /** Forgets the points at `at` and after it. */
  truncateFrom(at: number): void {
    const index = this.#value.indexOf(at);
    for (const ring of [this.#value, this.#low, this.#high]) ring.truncate(index);
  }

  point(index: number): ChartPoint | undefined {
    const sample = this.#value.sample(index);
    if (sample === undefined) return undefined;
    const known = (edge: Sample | undefined): number | null =>
      edge !== undefined && Number.isFinite(edge.value) ? edge.value : null;
    return { ...sample, low: known(this.#low.sample(index)), high: known(this.#high.sample(index)) };
  }

  newest(): ChartPoint | undefined {
    return this.point(this.length - 1);
  }

  /** Nearest in time; undefined without points. */
  nearest(at: number): ChartPoint | undefined {
    const index = this.#value.indexOf(at);
    const [before, after] = [this.point(index - 1), this.point(index)];
    if (before === undefined || after === undefined) return before ?? after;
    return at - before.at < after.at - at ? before : after;
  }

  points(from: number, to: number): ChartPoint[] {
    const [first, end] = [this.#value.indexOf(from), this.#value.indexOf(to)];
    return Array.from({ length: end - first }, (_, index) => this.point(first + index) as ChartPoint);
  }

  /** The line of a window, at most about two dots a pixel. */
  line(from: number, to: number, pixels: number): Dot[] {
    const gap = this.#gap();
    const dots: Dot[] = [];
    let before: { readonly index: number; readonly at: number } | null = null;
    for (const index of drawnIndices(this.#value, from, to, pixels)) {
      const { at, value } = this.#value.sample(index) as Sample;
      if (before !== null && index === before.index + 1 && at - before.at > gap)
        dots.push({ x: (at + before.at) / 2, y: null });
      dots.push({ x: at, y: Number.isFinite(value) ? value : null });
      before = { index, at };
    }
    return dots;
  }

  /** The last of each column of a window: what is stacked must have its dots at the same times. */
  steps(from: number, to: number, pixels: number): Dot[] {
    return this.#columns(from, to, pixels).map((column) => {
      const { at, value } = this.#value.sample(column.to - 1) as Sample;
      return { x: at, y: value };
    });
  }

  /** The band of a window: its widest in each column of pixels. */
  band(from: number, to: number, pixels: number): { readonly low: Dot[]; readonly high: Dot[] } {
    const low: Dot[] = [];
    const high: Dot[] = [];
    for (const column of this.#columns(from, to, pixels)) {
      const x = this.#value.sample(column.from)?.at ?? 0;
      const edges = this.#edges(column.from, column.to);
      low.push({ x, y: Number.isFinite(edges.low) ? edges.low : null });
      high.push({ x, y: Number.isFinite(edges.high) ? edges.high : null });
    }
    return { low, high };
  }

  /** Least and greatest of a window, its band included; null without points in it. */
  limits(from: number, to: number): { readonly min: number; readonly max: number } | null {
    const [first, end] = [this.#value.indexOf(from), this.#value.indexOf(to)];
    const found = this.#value.extremes(first, end);
    if (found === null) return null;
    const { low, high } = this.#edges(first, end);
    const [min, max] = [this.#value.sample(found.min)?.value ?? 0, this.#value.sample(found.max)?.value ?? 0];
    return { min: Math.min(min, low), max: Math.max(max, high) };
  }

  /** Of one sample each where there are few, with one beyond each edge. */
  #columns(from: number, to: number, pixels: number): Column[] {
    const columns = columnsOf(this.#value, from, to, pixels);
    if (columns !== null) return columns;
    const first = Math.max(0, this.#value.indexOf(from) - 1);
    const end = Math.min(this.length, this.#value.indexOf(to) + 1);
    return Array.from({ length: Math.max(0, end - first) }, (_, i) => ({
      from: first + i,
      to: first + i + 1,
    }));
  }

  #edges(from: number, to: number): { readonly low: number; readonly high: number } {
    const [low, high] = [this.#low.extremes(from, to), this.#high.extremes(from, to)];
    return {
      low: low === null ? Infinity : (this.#low.sample(low.min)?.value ?? Infinity),
      high: high === null ? -Infinity : (this.#high.sample(high.max)?.value ?? -Infinity),
    };
  }

  #gap(): number {
    const [oldest, newest] = [this.#value.sample(0), this.#value.sample(this.length - 1)];
    if (oldest === undefined || newest === undefined || this.length < 2) return GAP_MS;
    return Math.max(GAP_MS, ((newest.at - oldest.at) / (this.length - 1)) * GAP_STEPS);
  }
}
