import type { Disposable } from '../../contract/disposable.ts';

/** What one turn of the event loop may spend on answers that are large, ms: a delta that is due waits at most that long. */
const BUDGET_MS = 4;

/**
 * Large answers, one after the other, a few milliseconds a turn: when a thousand consoles come back at once and each asks for the
 * whole, those that are there still get their deltas in time. First come, first served; who comes when `most` wait is refused.
 */
export class Turns implements Disposable {
  readonly #most: number;
  #waiting: (() => void)[] = [];
  #at = 0;
  #next: NodeJS.Immediate | null = null;

  constructor(most: number) {
    this.#most = most;
  }

  get waiting(): number {
    return this.#waiting.length - this.#at;
  }

  /** `work` runs in its turn, never inside of this call. False where too many wait already: it will not run. It must not throw. */
  take(work: () => void): boolean {
    if (this.waiting >= this.#most) return false;
    this.#waiting.push(work);
    this.#next ??= setImmediate(() => this.#run());
    return true;
  }

  /** What still waits is dropped: whoever asked is being disconnected. */
  dispose(): void {
    if (this.#next !== null) clearImmediate(this.#next);
    this.#next = null;
    this.#waiting = [];
    this.#at = 0;
  }

  /** Only as many as fit; timers and sockets have their say between two runs. */
  #run(): void {
    this.#next = null;
    const end = performance.now() + BUDGET_MS;
    while (this.#at < this.#waiting.length) {
      const work = this.#waiting[this.#at];
      this.#at += 1;
      work?.();
      if (performance.now() >= end) break;
    }
    if (this.waiting > 0) this.#next = setImmediate(() => this.#run());
    else {
      this.#waiting = [];
      this.#at = 0;
    }
  }
}
