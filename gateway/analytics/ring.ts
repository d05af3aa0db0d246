/** The newest minutes of one series, bounded: the oldest makes room. */
export class Ring {
  readonly #capacity: number;
  #minutes: MinutePoint[] = [];
  #first = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  get length(): number {
    return this.#minutes.length - this.#first;
  }

  /** 0 is the oldest; negative counts from the end. */
  at(index: number): MinutePoint | undefined {
    return this.#minutes[index < 0 ? this.#minutes.length + index : this.#first + index];
  }

  push(point: MinutePoint): void {
    this.#minutes.push(point);
    if (this.length > this.#capacity) this.#first++;
    // Shifting one by one would move the whole array each minute; this moves it once a capacity.
    if (this.#first >= this.#capacity) {
      this.#minutes = this.#minutes.slice(this.#first);
      this.#first = 0;
    }
  }

  replaceLast(point: MinutePoint): void {
    if (this.length > 0) this.#minutes[this.#minutes.length - 1] = point;
  }

  /** Forgets the points at `at` and after it. */
  dropFrom(at: number): void {
    this.#minutes.length = this.#lowerBound(at);
  }

  /** Points with `from <= at <= to`, ascending. */
  between(from: number, to: number): MinutePoint[] {
    return this.#minutes.slice(this.#lowerBound(from), this.#lowerBound(to + 1));
  }

  #lowerBound(at: number): number {
    let [low, high] = [this.#first, this.#minutes.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#minutes[middle]?.at ?? Infinity) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export interface MinutePoint {
  /** Start of the minute, feed milliseconds. */
  readonly at: number;
  readonly value: number;
  /** 5th and 95th percentile of the window before it; null while unknown. */
  readonly low: number | null;
  readonly high: number | null;
}
