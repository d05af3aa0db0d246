/** Follows one quantile of a stream without keeping it: a step up when exceeded, a smaller step down when not (Robbins-Monro). */
export class RunningQuantile {
  readonly #p: number;
  #value: number;
  #count = 0;

  constructor(p: number, start: number) {
    this.#p = p;
    this.#value = start;
  }

  get value(): number {
    return this.#value;
  }

  add(sample: number): void {
    this.#count++;
    const rate = Math.max(0.01, 1 / (1 + 0.2 * this.#count));
    const step = sample > this.#value ? this.#p : this.#p - 1;
    // In proportion to itself: the value stays positive and follows any scale.
    this.#value *= Math.exp(rate * step);
  }
}
