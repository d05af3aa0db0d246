/**
 * Lets so many pieces of work run at once, and so many wait in their order; one more is refused. Password hashes take 32 MB and
 * a thread each: without it a few hundred sign-ins at once would take the gateway's memory.
 */
export class Turnstile {
  readonly #atOnce: number;
  readonly #waiting: number;
  readonly #queue: (() => void)[] = [];
  #inside = 0;

  constructor(atOnce: number, waiting: number) {
    this.#atOnce = atOnce;
    this.#waiting = waiting;
  }

  /** null where too many wait already. */
  async pass<T>(work: () => Promise<T>): Promise<T | null> {
    if (this.#inside >= this.#atOnce) {
      if (this.#queue.length >= this.#waiting) return null;
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    } else this.#inside += 1;
    try {
      return await work();
    } finally {
      // The next one takes this one's place.
      const next = this.#queue.shift();
      if (next === undefined) this.#inside -= 1;
      else next();
    }
  }
}
