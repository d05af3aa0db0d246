const REMEMBERED = 9;

/** How often one vehicle reports: the median of its last gaps. */
export class IntervalMeter {
  readonly #gaps: number[] = [];

  /** A gap between two fixes in seconds. */
  add(seconds: number): void {
    this.#gaps.push(seconds);
    if (this.#gaps.length > REMEMBERED) this.#gaps.shift();
  }

  /** Seconds; null before three gaps are known. */
  get median(): number | null {
    if (this.#gaps.length < 3) return null;
    return this.#gaps.toSorted((a, b) => a - b)[this.#gaps.length >> 1] ?? null;
  }
}

/** Seconds without a position after which a vehicle is silent: three of its source's intervals, at least `least`. */
export const silenceLimit = (interval: number | null, least: number): number =>
  Math.max(least, 3 * (interval ?? 0));
