import type { Clock } from './ports.ts';

const BUCKETS = 5;

/** Events a second over the last 5 s, from one-second buckets. */
export class Rate {
  readonly #clock: Clock;
  readonly #buckets = new Map<number, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  add(n: number): void {
    const second = Math.floor(this.#clock.elapsed() / 1_000);
    this.#buckets.set(second, (this.#buckets.get(second) ?? 0) + n);
    for (const old of this.#buckets.keys())
      if (old <= second - BUCKETS || old > second) this.#buckets.delete(old);
  }

  perSecond(): number {
    const oldest = Math.floor(this.#clock.elapsed() / 1_000) - BUCKETS;
    let sum = 0;
    for (const [second, n] of this.#buckets) if (second > oldest) sum += n;
    return Math.round((sum / BUCKETS) * 10) / 10;
  }
}
