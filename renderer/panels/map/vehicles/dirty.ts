export type Range = readonly [from: number, to: number];

/**
 * Which records of a buffer must go to the GPU again. Records that lie close together become one range: a call costs
 * more than some unchanged records beside the changed ones.
 */
export class DirtyRecords {
  readonly #gap: number;
  readonly #records: number[] = [];
  #all = false;

  /** `gap`: unchanged records between two changed ones that are still worth one call, >= 0. */
  constructor(gap: number) {
    this.#gap = gap;
  }

  add(record: number): void {
    if (!this.#all) this.#records.push(record);
  }

  addAll(): void {
    this.#all = true;
    this.#records.length = 0;
  }

  get empty(): boolean {
    return !this.#all && this.#records.length === 0;
  }

  /** Half-open ranges within [0, count), ascending, and clean from here on. Many changes become one whole range. */
  take(count: number): Range[] {
    const whole = this.#all || this.#records.length * 3 > count;
    const ranges: [number, number][] = [];
    if (whole && count > 0) ranges.push([0, count]);
    else if (!whole) {
      this.#records.sort((a, b) => a - b);
      for (const record of this.#records) {
        if (record >= count) break;
        const last = ranges.at(-1);
        if (last !== undefined && record - last[1] <= this.#gap) last[1] = Math.max(last[1], record + 1);
        else ranges.push([record, record + 1]);
      }
    }
    this.#all = false;
    this.#records.length = 0;
    return ranges;
  }
}
