import type { Disposable } from '../../../contract/disposable.ts';
import type { Clock } from '../ports.ts';

/** A page that is reloaded, or on its way to open, is missing for less than this. Milliseconds. */
export const COMES_BACK = 3_000;

/** Which windows of the desk have a page, where the host cannot open one itself. */
export class Pages implements Disposable {
  readonly #clock: Clock;
  readonly #changed: () => void;
  readonly #pages = new Map<string, number>();
  /** Since when each one without a page is without, by `clock.elapsed()`. */
  #without = new Map<string, number>();
  #timer: Disposable | null = null;

  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  attached(id: string): Disposable {
    this.#pages.set(id, (this.#pages.get(id) ?? 0) + 1);
    this.#changed();
    return {
      dispose: () => {
        const left = (this.#pages.get(id) ?? 1) - 1;
        if (left > 0) this.#pages.set(id, left);
        else this.#pages.delete(id);
        this.#changed();
      },
    };
  }

  /** Those of the windows that have been without a page too long for a reload; tells `changed` when one more has. */
  without(windows: readonly string[]): string[] {
    const now = this.#clock.elapsed();
    this.#without = new Map(
      windows.filter((id) => !this.#pages.has(id)).map((id) => [id, this.#without.get(id) ?? now]),
    );
    const waits = [...this.#without.values()]
      .map((since) => since + COMES_BACK - now)
      .filter((left) => left > 0);
    this.#timer?.dispose();
    this.#timer = waits.length === 0 ? null : this.#clock.after(Math.min(...waits), () => this.#changed());
    return [...this.#without].filter(([, since]) => now - since >= COMES_BACK).map(([id]) => id);
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#timer = null;
  }
}
