import type { Alarm } from '../../../contract/alarm.ts';

/** The window of ISA-18.2's flood, ms. */
export const WINDOW_MS = 600_000;
/** A flood begins above it and ends below the other, alarms in the window (ISA-18.2: more than 10, until under 5). */
export const BEGINS_ABOVE = 10;
export const ENDS_BELOW = 5;

interface Came {
  readonly at: number;
  readonly alarm: Alarm;
}

/** Alarms of the last ten minutes, and whether they are more than a human can read one by one. Times from a clock that never jumps. */
export class FloodWatch {
  #times: number[] = [];
  #head = 0;
  /** The first few of the window: one of them begins a flood. */
  #few: Came[] = [];
  #first: Came | null = null;

  /** What the flood began with; null without one. */
  get first(): { readonly alarm: Alarm; readonly at: number } | null {
    return this.#first;
  }
  get count(): number {
    return this.#times.length - this.#head;
  }

  came(alarms: readonly Alarm[], now: number): void {
    this.look(now);
    for (const alarm of alarms) {
      this.#times.push(now);
      if (this.#few.length <= BEGINS_ABOVE) this.#few.push({ at: now, alarm });
    }
    if (this.#first === null && this.count > BEGINS_ABOVE) this.#first = this.#few[0] ?? null;
  }

  /** Forgets what is older than the window. */
  look(now: number): void {
    while (this.#head < this.#times.length && (this.#times[this.#head] ?? 0) <= now - WINDOW_MS)
      this.#head += 1;
    if (this.#head > 1_000 && this.#head * 2 > this.#times.length) {
      this.#times = this.#times.slice(this.#head);
      this.#head = 0;
    }
    this.#few = this.#few.filter(({ at }) => at > now - WINDOW_MS);
    if (this.#first !== null && this.count < ENDS_BELOW) this.#first = null;
  }

  /** Milliseconds until the oldest leaves the window; null where it is empty. */
  next(now: number): number | null {
    const oldest = this.#times[this.#head];
    return oldest === undefined ? null : Math.max(0, oldest + WINDOW_MS - now);
  }

  clear(): void {
    this.#times = [];
    this.#few = [];
    this.#head = 0;
    this.#first = null;
  }
}
