import type { Disposable } from '../../../../contract/disposable.ts';

/** Runs `paint` when asked, at most once in `least` ms: at once after a pause, else when the time is over. */
export class Pacer implements Disposable {
  readonly #least: number;
  readonly #now: () => number;
  readonly #paint: () => void;
  #last = -Infinity;
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** @param now milliseconds of a clock that never goes back */
  constructor(least: number, now: () => number, paint: () => void) {
    this.#least = least;
    this.#now = now;
    this.#paint = paint;
  }

  ask(): void {
    if (this.#timer !== null) return;
    const wait = this.#last + this.#least - this.#now();
    if (wait <= 0) this.#run();
    else this.#timer = setTimeout(() => this.#run(), wait);
  }

  dispose(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #run(): void {
    this.#timer = null;
    this.#last = this.#now();
    this.#paint();
  }
}
