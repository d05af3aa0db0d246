import { DirtyRecords, type Range } from './dirty.ts';

/** Floats of one record: from x, y; to x, y; start, end; heading from, to; opacity. */
export const STRIDE = 9;
export const BYTES = STRIDE * 4;
const FIRST_CAPACITY = 64;
const GAP = 24;

/**
 * The vehicles of one mark as records for one draw call, without holes. One bucket for each mark makes "worst on
 * top" an order of draw calls: nothing is sorted when a vehicle moves, and a changed mark touches two records.
 */
export class Bucket {
  readonly #dirty = new DirtyRecords(GAP);
  #data = new Float32Array(FIRST_CAPACITY * STRIDE);
  #slots = new Int32Array(FIRST_CAPACITY);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Grows by doubling; a new object each time it grew, so that the GPU's buffer can follow. */
  get data(): Float32Array {
    return this.#data;
  }

  get changed(): boolean {
    return !this.#dirty.empty;
  }

  /** The record that the slot got. */
  add(slot: number): number {
    if (this.#count === this.#slots.length) this.#grow();
    this.#slots[this.#count] = slot;
    this.#count += 1;
    this.#dirty.add(this.#count - 1);
    return this.#count - 1;
  }

  /** The last record fills the hole: the slot that moved into `record`, or -1. */
  remove(record: number): number {
    const last = this.#count - 1;
    this.#count = last;
    if (record === last) return -1;
    this.#data.copyWithin(record * STRIDE, last * STRIDE, (last + 1) * STRIDE);
    const moved = this.#slots[last] ?? -1;
    this.#slots[record] = moved;
    this.#dirty.add(record);
    return moved;
  }

  touch(record: number): void {
    this.#dirty.add(record);
  }

  touchAll(): void {
    this.#dirty.addAll();
  }

  clear(): void {
    this.#count = 0;
    this.#dirty.addAll();
  }

  /** Ranges of records that changed since the last call. */
  takeRanges(): Range[] {
    return this.#dirty.take(this.#count);
  }

  #grow(): void {
    const data = new Float32Array(this.#data.length * 2);
    data.set(this.#data);
    this.#data = data;
    const slots = new Int32Array(this.#slots.length * 2);
    slots.set(this.#slots);
    this.#slots = slots;
    this.#dirty.addAll();
  }
}
