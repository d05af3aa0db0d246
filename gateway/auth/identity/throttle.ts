/** `free` wrong tries cost nothing; each further one locks for `first` ms, doubling up to `most`. */
export interface ThrottleRule {
  readonly free: number;
  readonly first: number;
  readonly most: number;
  /** A key without tries for so long begins anew, ms. */
  readonly forget: number;
}

interface Tries {
  count: number;
  lockedUntil: number;
  last: number;
}

/** Keys remembered; past it the longest untouched goes first. */
const BOUND = 20_000;

/**
 * Counts tries by key. A try counts as wrong from its beginning, until it turned out right: a hundred at once would else all pass
 * before the first was counted. Times in ms of any clock that never goes back.
 */
export class Throttle {
  readonly #rule: ThrottleRule;
  readonly #tries = new Map<string, Tries>();

  constructor(rule: ThrottleRule) {
    this.#rule = rule;
  }

  /** Ms until a try is allowed again, 0 for now. */
  wait(key: string, now: number): number {
    return Math.max(0, (this.#tries.get(key)?.lockedUntil ?? 0) - now);
  }

  begin(key: string, now: number): void {
    const { free, first, most, forget } = this.#rule;
    const before = this.#tries.get(key);
    const count = before === undefined || now - before.last > forget ? 1 : before.count + 1;
    const over = count - free;
    const lockedUntil = over > 0 ? now + Math.min(most, first * 2 ** Math.min(over - 1, 30)) : 0;
    // Deleted first, so that the map's order is that of the last try.
    this.#tries.delete(key);
    this.#tries.set(key, { count, lockedUntil, last: now });
    if (this.#tries.size <= BOUND) return;
    const [oldest] = this.#tries.keys();
    if (oldest !== undefined) this.#tries.delete(oldest);
  }

  /** It was right: that one try never was; `all` forgets the wrong ones before it too. */
  succeeded(key: string, all: boolean): void {
    const tries = this.#tries.get(key);
    if (tries === undefined) return;
    if (all || tries.count <= 1) this.#tries.delete(key);
    else {
      tries.count -= 1;
      tries.lockedUntil = 0;
    }
  }
}
