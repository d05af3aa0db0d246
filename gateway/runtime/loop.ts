import type { Disposable } from '../../contract/disposable.ts';
import type { FeedDriver } from '../ingest/driver.ts';
import type { Outlet, Pipeline } from './pipeline.ts';

export interface LoopParts {
  readonly driver: FeedDriver;
  readonly pipeline: Pick<Pipeline, 'take' | 'commit'>;
  readonly outlet: Outlet;
  readonly tickMs: number;
  /** A tick that threw: everything waits for the next one, so this is told and the loop goes on. */
  readonly failed: (error: unknown) => void;
}
export interface LoopStats {
  readonly ticks: number;
  readonly failures: number;
  /** The last tick threw. */
  readonly failing: boolean;
  /** Wall ms that the last tick took, and the longest of the last half to whole minute. */
  readonly lastMs: number;
  readonly longestMs: number;
  /** Wall ms that the last tick began after it was due. */
  readonly lateMs: number;
}

/** A tick that takes longer leaves the rest of its feed time out: consoles and requests come first, a replay may slip. */
const BUDGET_MS = 100;

/** The gateway's one tick; owns its timer. A tick that takes longer than `tickMs` delays the next, it never overlaps. */
export class Loop implements Disposable {
  readonly #parts: LoopParts;
  #timer: NodeJS.Timeout | null = null;
  #due = 0;
  #stats = { ticks: 0, failures: 0, failing: false, lastMs: 0, lateMs: 0 };
  readonly #longest = new RecentMaximum();

  constructor(parts: LoopParts) {
    this.#parts = parts;
  }

  /** Once. */
  start(): void {
    this.#due = performance.now();
    this.#wait();
  }

  stats(): LoopStats {
    return { ...this.#stats, longestMs: this.#longest.value };
  }

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #wait(): void {
    const now = performance.now();
    // Due times are a grid, so that ticks do not drift; missed ones are skipped: the driver makes up for the time.
    this.#due = Math.max(this.#due + this.#parts.tickMs, now);
    this.#timer = setTimeout(() => {
      this.tick();
      if (this.#timer !== null) this.#wait();
    }, this.#due - now);
  }

  /** One tick now; after the end once more, so that what was accepted is stored. Never throws: `failed` is told. */
  tick(): void {
    const began = performance.now();
    const { driver, pipeline, outlet, failed } = this.#parts;
    let failing = false;
    try {
      for (const slice of driver.step()) {
        pipeline.take(slice);
        if (performance.now() - began > BUDGET_MS) break;
      }
      pipeline.commit(outlet);
    } catch (error) {
      failing = true;
      failed(error);
    }
    const lastMs = performance.now() - began;
    const { ticks, failures } = this.#stats;
    this.#stats = {
      ticks: ticks + 1,
      failures: failures + (failing ? 1 : 0),
      failing,
      lastMs,
      lateMs: began - this.#due,
    };
    this.#longest.add(lastMs, began);
  }
}

const HALF_WINDOW_MS = 30_000;

/** The maximum of the last 30 to 60 s. */
class RecentMaximum {
  #before = 0;
  #current = 0;
  #since = 0;

  get value(): number {
    return Math.max(this.#before, this.#current);
  }

  add(value: number, now: number): void {
    if (now - this.#since > HALF_WINDOW_MS) {
      [this.#before, this.#current, this.#since] = [this.#current, 0, now];
    }
    this.#current = Math.max(this.#current, value);
  }
}
