/** How long things take against the plan: a ratio of sums that forgets with time, drawn to 1 while little is known. */
export class Pace {
  readonly #memory: number;
  readonly #doubt: number;
  #planned = 0;
  #actual = 0;
  #at = Number.NEGATIVE_INFINITY;

  /** `memory`: after how many seconds a sample counts 1/e; `doubt`: planned seconds seen before the ratio counts half. */
  constructor(memory: number, doubt: number) {
    this.#memory = memory;
    this.#doubt = doubt;
  }

  /** Actual over planned, above 0. */
  get ratio(): number {
    return (this.#actual + this.#doubt) / (this.#planned + this.#doubt);
  }

  /** `at` in feed milliseconds; the durations in seconds. */
  add(at: number, planned: number, actual: number): void {
    if (at > this.#at) {
      const kept = Number.isFinite(this.#at) ? Math.exp(-(at - this.#at) / 1_000 / this.#memory) : 0;
      this.#planned *= kept;
      this.#actual *= kept;
      this.#at = at;
    }
    this.#planned += planned;
    // One jam or one long talk must not speak for the whole fleet.
    this.#actual += Math.min(Math.max(0, actual), 4 * planned + 60);
  }
}
