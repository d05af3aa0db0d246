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
  /** Wall ms that the last tick took, and the longest since the last reading of these. */
  readonly lastMs: number;
  readonly longestMs: number;
  /** Wall ms that the last tick began after it was due. */
  readonly lateMs: number;
}

/** The gateway's one tick; owns its timer. A tick that takes longer than `tickMs` delays the next, it never overlaps. */
export class Loop implements Disposable {
  readonly #parts: LoopParts;
  #timer: NodeJS.Timeout | null = null;
  #due = 0;
  #stats = { ticks: 0, failures: 0, lastMs: 0, longestMs: 0, lateMs: 0 };

  constructor(parts: LoopParts) {
    this.#parts = parts;
    this.#due = performance.now();
    this.#wait();
  }

  stats(): LoopStats {
    const stats = this.#stats;
    this.#stats = { ...stats, longestMs: stats.lastMs };
    return stats;
  }

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #wait(): void {
    const now = performance.now();
    // Due times are a grid, so that ticks do not drift; missed ones are skipped: the driver makes up for the time.
    this.#due = Math.max(this.#due + this.#parts.tickMs, now);
    this.#timer = setTimeout(() => this.#tick(), this.#due - now);
  }

  #tick(): void {
    const began = performance.now();
    const { driver, pipeline, outlet, failed } = this.#parts;
    try {
      for (const slice of driver.step()) pipeline.take(slice);
      pipeline.commit(outlet);
    } catch (error) {
      this.#stats.failures++;
      failed(error);
    }
    const lastMs = performance.now() - began;
    const longestMs = Math.max(this.#stats.longestMs, lastMs);
    this.#stats = {
      ...this.#stats,
      ticks: this.#stats.ticks + 1,
      lastMs,
      longestMs,
      lateMs: began - this.#due,
    };
    if (this.#timer !== null) this.#wait();
  }
}
