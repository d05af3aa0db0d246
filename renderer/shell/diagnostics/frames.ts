import type { Disposable } from '../../../contract/disposable.ts';

export interface FrameTiming {
  /** From picture to picture, ms: the median, the 99th of a hundred, the longest. null before the first two pictures. */
  readonly p50: number | null;
  readonly p99: number | null;
  readonly worst: number | null;
  readonly frames: number;
}

const SPAN_MS = 10_000;

/** Ages of the pictures of the last 10 s; runs from its making until it is disposed, and costs a callback for each picture. */
export class FrameMeter implements Disposable {
  readonly #cancel: (id: number) => void;
  readonly #request: (run: (now: number) => void) => number;
  #times: number[] = [];
  #id: number;

  constructor(
    request: (run: (now: number) => void) => number = (run) => requestAnimationFrame(run),
    cancel: (id: number) => void = (id) => cancelAnimationFrame(id),
  ) {
    this.#request = request;
    this.#cancel = cancel;
    this.#id = request((now) => this.#seen(now));
  }

  read(): FrameTiming {
    const waits = this.#times.slice(1).map((at, i) => at - (this.#times[i] ?? at));
    waits.sort((a, b) => a - b);
    const part = (share: number): number | null =>
      waits[Math.min(waits.length - 1, Math.ceil(share * waits.length) - 1)] ?? null;
    return { p50: part(0.5), p99: part(0.99), worst: waits.at(-1) ?? null, frames: waits.length };
  }

  dispose(): void {
    this.#cancel(this.#id);
  }

  #seen(now: number): void {
    this.#times.push(now);
    const old = this.#times.findIndex((at) => at >= now - SPAN_MS);
    if (old > 0) this.#times.splice(0, old);
    this.#id = this.#request((next) => this.#seen(next));
  }
}

/** Tasks that held this page up for more than 50 ms since it was loaded, as the browser counts them. */
export class LongTasks implements Disposable {
  readonly #observer: PerformanceObserver | null;
  #count = 0;

  constructor() {
    const known = PerformanceObserver.supportedEntryTypes.includes('longtask');
    this.#observer = known
      ? new PerformanceObserver((list) => {
          this.#count += list.getEntries().length;
        })
      : null;
    this.#observer?.observe({ type: 'longtask', buffered: true });
  }

  /** null where the browser does not say. */
  get count(): number | null {
    return this.#observer === null ? null : this.#count;
  }

  dispose(): void {
    this.#observer?.disconnect();
  }
}
