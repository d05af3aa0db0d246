import type { Disposable } from '../../../contract/disposable.ts';
import type { Clock } from '../ports.ts';
import { STALE_MS } from './machine.ts';

/** Between two probes, ms, unless an answer takes longer. */
export const PROBE_EVERY_MS = 2_000;
/** From here on it is stale: as old as the last byte of a silent line may be. */
export const BEHIND_MS = STALE_MS;
/** Below it, it is no longer stale: a line that takes as long as the limit would else go to and fro. */
const CAUGHT_UP_MS = BEHIND_MS / 2;

export interface BehindDeps {
  readonly clock: Clock;
  /** Asks the gateway for a word that comes behind everything it sent before; false where none will come. */
  readonly ask: () => Promise<boolean>;
  /** It may be stale now, or no longer, or as of another moment. */
  readonly changed: () => void;
}

/**
 * How old what is shown can be. On a slow line bytes never stop, and each of them is old: freshness by the last byte alone would call that
 * live. Whatever the gateway sent before it answers a probe is here when the answer is, so what is shown is at least as new as the
 * question: one clock, this computer's, and none that anybody sets.
 */
export class Behind implements Disposable {
  readonly #deps: BehindDeps;
  /** When the newest answered question was put, by the clock that never jumps; null while nobody asks. */
  #asOf: number | null = null;
  #late = false;
  /** Raised by an end: what was asked before it proves nothing after it. */
  #round = 0;
  #next: Disposable | null = null;
  #limit: Disposable | null = null;

  constructor(deps: BehindDeps) {
    this.#deps = deps;
  }

  /** Milliseconds that what is shown can be old; 0 where nobody asks. */
  get ms(): number {
    return this.#asOf === null ? 0 : this.#deps.clock.elapsed() - this.#asOf;
  }

  /** Too old to be called live; once it is, until it is well again. */
  get late(): boolean {
    return this.#late;
  }

  /** `asked`: when the question was put that has just been answered. */
  began(asked: number): void {
    const first = this.#asOf === null;
    this.#proven(asked);
    if (first) void this.#probe(this.#round);
  }

  ended(): void {
    this.#round += 1;
    this.#next?.dispose();
    this.#limit?.dispose();
    [this.#next, this.#limit] = [null, null];
    [this.#asOf, this.#late] = [null, false];
  }

  dispose(): void {
    this.ended();
  }

  async #probe(round: number): Promise<void> {
    const asked = this.#deps.clock.elapsed();
    const answered = await this.#deps.ask();
    if (round !== this.#round) return;
    if (answered) this.#proven(asked);
    const wait = Math.max(0, asked + PROBE_EVERY_MS - this.#deps.clock.elapsed());
    // Not at once where no answer comes at all: the next round may be the same.
    this.#next = this.#deps.clock.after(answered ? wait : PROBE_EVERY_MS, () => void this.#probe(round));
  }

  #proven(asked: number): void {
    this.#asOf = Math.max(this.#asOf ?? asked, asked);
    this.#limit?.dispose();
    if (this.ms >= BEHIND_MS) this.#late = true;
    else if (this.ms < CAUGHT_UP_MS) this.#late = false;
    this.#limit = this.#deps.clock.after(Math.max(0, BEHIND_MS - this.ms), () => {
      this.#late = true;
      this.#deps.changed();
    });
    this.#deps.changed();
  }
}
