import type { AlarmSound, SoundName } from '../../../contract/annunciation.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import { burstMs, TONES } from './tones.ts';

export interface Wanted {
  readonly name: AlarmSound;
  /** Rises with each new alarm. */
  readonly serial: number;
}

/**
 * Repeats what is to sound until it is not: at once for a new alarm, else in the tone's own time. A burst that has begun ends
 * before the same one begins again, however many alarms come; a worse one cuts it short.
 */
export class SoundLoop implements Disposable {
  readonly #play: (name: SoundName) => void;
  readonly #stop: () => void;
  #wanted: Wanted | null = null;
  #busyUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(play: (name: SoundName) => void, stop: () => void) {
    this.#play = play;
    this.#stop = stop;
  }

  /** null: silence. */
  want(wanted: Wanted | null): void {
    const before = this.#wanted;
    this.#wanted = wanted;
    if (wanted === null) {
      clearTimeout(this.#timer);
      if (before !== null) this.#stop();
      return;
    }
    if (before === null || before.name !== wanted.name) this.#busyUntil = 0;
    else if (before.serial === wanted.serial) return;
    this.#at(Math.max(0, this.#busyUntil - Date.now()));
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#wanted = null;
    this.#stop();
  }

  #at(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#sound(), ms);
  }

  #sound(): void {
    if (this.#wanted === null) return;
    const tone = TONES[this.#wanted.name];
    this.#busyUntil = Date.now() + burstMs(tone);
    this.#play(this.#wanted.name);
    if (tone.every !== null) this.#at(tone.every);
  }
}
