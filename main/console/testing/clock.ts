import type { Disposable } from '../../../contract/disposable.ts';
import { wallMs } from '../../../contract/time.ts';
import type { Clock } from '../ports.ts';

/** Time that stands still until a test moves it. */
export class FakeClock implements Clock {
  #now: number;
  #elapsed = 0;
  #timers: { readonly at: number; readonly run: () => void }[] = [];

  constructor(now = 1_700_000_000_000) {
    this.#now = now;
  }

  now() {
    return wallMs(this.#now);
  }
  elapsed(): number {
    return this.#elapsed;
  }
  /** Someone sets the wall clock: no timer notices. */
  set(ms: number): void {
    this.#now += ms;
  }

  after(ms: number, run: () => void): Disposable {
    const timer = { at: this.#elapsed + ms, run };
    this.#timers.push(timer);
    return { dispose: () => void (this.#timers = this.#timers.filter((other) => other !== timer)) };
  }

  get pending(): number {
    return this.#timers.length;
  }

  /** Runs what falls due on the way, in order. */
  advance(ms: number): void {
    const end = this.#elapsed + ms;
    for (;;) {
      const due = this.#timers.filter((t) => t.at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#timers = this.#timers.filter((other) => other !== due);
      this.#move(due.at);
      due.run();
    }
    this.#move(end);
  }

  #move(to: number): void {
    const ms = Math.max(0, to - this.#elapsed);
    this.#elapsed += ms;
    this.#now += ms;
  }
}

/** Counts the timers that were made and neither ran nor were disposed. */
export function trackedClock(inner: Clock): Clock & { readonly pending: () => number } {
  const open = new Set<object>();
  return {
    now: () => inner.now(),
    elapsed: () => inner.elapsed(),
    after(ms, run) {
      const token = {};
      open.add(token);
      const timer = inner.after(ms, () => {
        open.delete(token);
        run();
      });
      return {
        dispose: () => {
          open.delete(token);
          timer.dispose();
        },
      };
    },
    pending: () => open.size,
  };
}
