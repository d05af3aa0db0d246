/**
 * A bounded series of samples over time that can be drawn at any zoom for the price of the pixels, not of the samples.
 *
 * Level 0 is a ring of samples. Above it a bucket of level k stands for 2^k samples in a row and holds where its least and
 * greatest lie; first and last follow from its place. A bucket is written when its samples are complete, so that an append
 * costs two writes on average, and the newest, incomplete part is read from the smaller buckets below.
 * The reduction by first, min, max and last of each pixel column is M4 (Jugel et al., VLDB 2014).
 */
export interface Extremes {
  readonly min: number;
  readonly max: number;
}

export interface Sample {
  /** Ms, finite. */
  readonly at: number;
  readonly value: number;
}

const LEAST_CAPACITY = 2;
const MOST_CAPACITY = 2 ** 24;

export class MinMaxRing {
  /** Samples kept, a power of two; the oldest makes room. */
  readonly capacity: number;
  readonly #mask: number;
  readonly #at: Float64Array;
  readonly #value: Float64Array;
  /** By level - 1: the slots of the least and the greatest sample of each bucket. */
  readonly #least: Uint32Array[] = [];
  readonly #most: Uint32Array[] = [];
  /** Sequence numbers count from the first append: samples `#oldest` to `#next - 1` are held. */
  #oldest = 0;
  #next = 0;

  /** @param atLeast samples to keep, 2 to 16,777,216; rounded up to a power of two. RangeError for another. */
  constructor(atLeast: number) {
    if (!(atLeast >= LEAST_CAPACITY && atLeast <= MOST_CAPACITY))
      throw new RangeError(`atLeast must be ${LEAST_CAPACITY} to ${MOST_CAPACITY}, not ${atLeast}`);
    this.capacity = 2 ** Math.ceil(Math.log2(atLeast));
    this.#mask = this.capacity - 1;
    this.#at = new Float64Array(this.capacity);
    this.#value = new Float64Array(this.capacity);
    for (let buckets = this.capacity / 2; buckets >= 1; buckets /= 2) {
      this.#least.push(new Uint32Array(buckets));
      this.#most.push(new Uint32Array(buckets));
    }
  }

  get length(): number {
    return this.#next - this.#oldest;
  }

  /** `index` counts from the oldest held; undefined outside. */
  sample(index: number): Sample | undefined {
    if (index < 0 || index >= this.length) return undefined;
    const slot = (this.#oldest + index) & this.#mask;
    return { at: this.#at[slot] as number, value: this.#value[slot] as number };
  }

  /**
   * O(1) on average. A sample at the newest time replaces it.
   * @param value may be infinite: a lower edge that is unknown is Infinity, an upper one -Infinity, and never an extreme
   * @throws RangeError for a time that is not finite or before the newest, and for NaN: nothing of the ring changes
   */
  append(at: number, value: number): void {
    if (!Number.isFinite(at)) throw new RangeError(`at must be finite, not ${at}`);
    if (Number.isNaN(value)) throw new RangeError('value must be a number, not NaN');
    const newest = this.length === 0 ? -Infinity : (this.#at[(this.#next - 1) & this.#mask] as number);
    if (at < newest) throw new RangeError(`at must not be before the newest (${newest}), is ${at}`);
    if (at > newest) {
      this.#next += 1;
      if (this.length > this.capacity) this.#oldest += 1;
    }
    const slot = (this.#next - 1) & this.#mask;
    this.#at[slot] = at;
    this.#value[slot] = value;
    this.#complete();
  }

  /** Forgets the samples from the index on: they are about to be said anew. */
  truncate(index: number): void {
    this.#next = Math.min(this.#next, this.#oldest + Math.max(0, index));
  }

  clear(): void {
    this.#oldest = 0;
    this.#next = 0;
  }

  /** Index of the first sample at `at` or after it, `length` where there is none. O(log n). */
  indexOf(at: number): number {
    let [low, high] = [this.#oldest, this.#next];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.#at[middle & this.#mask] as number) < at) low = middle + 1;
      else high = middle;
    }
    return low - this.#oldest;
  }

  /** Indices of the earliest least and earliest greatest of the samples `from` to `to - 1`; null for none. O(log n). */
  extremes(from: number, to: number): Extremes | null {
    let seq = this.#oldest + Math.max(0, from);
    const end = this.#oldest + Math.min(to, this.length);
    if (seq >= end) return null;
    let [min, max] = [seq, seq];
    while (seq < end) {
      let level = 0;
      let size = 1;
      while (seq % (size * 2) === 0 && seq + size * 2 <= end && level < this.#least.length) {
        level += 1;
        size *= 2;
      }
      const base = seq - (seq & this.#mask);
      const [least, most] = this.#bucket(level, seq);
      if (this.#of(least) < this.#of(min)) min = base + least;
      if (this.#of(most) > this.#of(max)) max = base + most;
      seq += size;
    }
    return { min: min - this.#oldest, max: max - this.#oldest };
  }

  #of(seq: number): number {
    return this.#value[seq & this.#mask] as number;
  }

  #bucket(level: number, seq: number): readonly [least: number, most: number] {
    const slot = seq & this.#mask;
    if (level === 0) return [slot, slot];
    const bucket = slot >> level;
    return [this.#least[level - 1]?.[bucket] as number, this.#most[level - 1]?.[bucket] as number];
  }

  /** Writes the buckets that the newest sample completes, from the smallest on. */
  #complete(): void {
    for (
      let level = 1, size = 2;
      this.#next % size === 0 && level <= this.#least.length;
      level += 1, size *= 2
    ) {
      const first = this.#next - size;
      const [leftLeast, leftMost] = this.#bucket(level - 1, first);
      const [rightLeast, rightMost] = this.#bucket(level - 1, first + size / 2);
      const bucket = (first & this.#mask) >> level;
      const [least, most] = [this.#least[level - 1], this.#most[level - 1]];
      if (!least || !most) return;
      least[bucket] = this.#of(rightLeast) < this.#of(leftLeast) ? rightLeast : leftLeast;
      most[bucket] = this.#of(rightMost) > this.#of(leftMost) ? rightMost : leftMost;
    }
  }
}
