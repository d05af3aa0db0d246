import type { Disposable } from '../../../contract/disposable.ts';
import type { UserSettings } from '../../../contract/settings.ts';
import type { Clock } from '../ports.ts';

/** Hours of the day at which a shift begins, by this computer's wall clock. */
const SHIFTS: Readonly<Record<UserSettings['testTone'], readonly number[]>> = {
  off: [],
  h8: [6, 14, 22],
  h12: [6, 18],
};
/** The wall clock may be set meanwhile: it is looked at anew at least so often, ms. */
const LOOK_MS = 15 * 60_000;

/** Start of the next shift after `now`, epoch ms; null where none is wanted. */
export function nextShift(now: number, choice: UserSettings['testTone']): number | null {
  const starts = [0, 1].flatMap((days) =>
    SHIFTS[choice].map((hour) => {
      const day = new Date(now);
      day.setDate(day.getDate() + days);
      return day.setHours(hour, 0, 0, 0);
    }),
  );
  return starts.find((start) => start > now) ?? null;
}

/** Calls `sound` once at the start of each shift, as the setting has it. */
export class ShiftTone implements Disposable {
  readonly #clock: Clock;
  readonly #sound: () => void;
  #choice: UserSettings['testTone'] = 'off';
  #timer: Disposable | null = null;

  constructor(clock: Clock, sound: () => void) {
    this.#clock = clock;
    this.#sound = sound;
  }

  use(choice: UserSettings['testTone']): void {
    if (choice === this.#choice) return;
    this.#choice = choice;
    this.#wait();
  }

  dispose(): void {
    this.#timer?.dispose();
    this.#timer = null;
  }

  #wait(): void {
    this.dispose();
    const now = this.#clock.now();
    const start = nextShift(now, this.#choice);
    if (start === null) return;
    this.#timer = this.#clock.after(Math.min(LOOK_MS, start - now), () => {
      if (this.#clock.now() >= start) this.#sound();
      this.#wait();
    });
  }
}
