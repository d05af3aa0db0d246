/**
 * Remembers what was used, until it could not be used again anyway. At its bound it refuses what is new: a ticket that can't be
 * remembered must not be accepted.
 */
export class UsedOnce {
  readonly #bound: number;
  readonly #ends = new Map<string, number>();

  constructor(bound: number) {
    this.#bound = bound;
  }

  /** True the first time; `until` and `now` in wall ms. */
  take(id: string, until: number, now: number): boolean {
    if (this.#ends.has(id)) return false;
    if (this.#ends.size >= this.#bound) {
      for (const [old, end] of this.#ends) if (end < now) this.#ends.delete(old);
      if (this.#ends.size >= this.#bound) return false;
    }
    this.#ends.set(id, until);
    return true;
  }

  get size(): number {
    return this.#ends.size;
  }
}
