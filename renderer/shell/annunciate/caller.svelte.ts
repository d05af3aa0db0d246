import type { Annunciation, SoundName, VoiceState } from '../../../contract/annunciation.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import type { Call } from '../../panels/types.ts';
import { SoundLoop } from './loop.ts';
import { browserSpeaker, type Played, type Speaker } from './speaker.ts';
import { burstMs, TONES } from './tones.ts';

/** What of the page is shown for a test. */
export type Shown = 'banner' | 'title';
const FLASH_MS = 4_000;

/** How this window calls for a human: its sounds, and what a test shows of it. */
export class Caller implements Disposable {
  readonly #speaker: Speaker;
  readonly #loop: SoundLoop;
  #state = $state<VoiceState>('locked');
  #shown = $state.raw<Shown | null>(null);
  /** A sound that is played once; the caption of what repeats comes from main. */
  #once = $state.raw<SoundName | null>(null);
  #volume = 0.7;
  #tone: number | null = null;
  #showing: ReturnType<typeof setTimeout> | undefined;
  #sounding: ReturnType<typeof setTimeout> | undefined;

  constructor(call: Call, speaker: (changed: (state: VoiceState) => void) => Speaker = browserSpeaker) {
    this.#speaker = speaker((state) => {
      this.#state = state;
      void call('voice', { state });
    });
    this.#loop = new SoundLoop(
      (name) => void this.#speaker.play(TONES[name], this.#volume),
      () => this.#speaker.stop(),
    );
  }

  /** Reactive. */
  get state(): VoiceState {
    return this.#state;
  }
  /** Reactive: of a test. */
  get shown(): Shown | null {
    return this.#shown;
  }
  /** Reactive: a test's sound or a shift's tone. */
  get once(): SoundName | null {
    return this.#once;
  }

  start(): void {
    this.#speaker.start();
  }
  unlock(): void {
    this.#speaker.unlock();
  }

  /** What main says, `mine` where this window is to make the sound; `volume` in percent. */
  follow(annunciation: Annunciation | null, mine: boolean, volume: number): void {
    this.#volume = volume / 100;
    this.#loop.want(mine ? (annunciation?.sound ?? null) : null);
    if (annunciation === null) return;
    // What it was when this window came has sounded already, or was not ours to sound.
    if (this.#tone !== null && annunciation.tone > this.#tone && mine) void this.play('test');
    this.#tone = annunciation.tone;
  }

  /** Once, with its caption. */
  async play(name: SoundName): Promise<Played> {
    this.#once = name;
    clearTimeout(this.#sounding);
    this.#sounding = setTimeout(() => (this.#once = null), burstMs(TONES[name]) + 500);
    return this.#speaker.play(TONES[name], this.#volume);
  }

  /** For a moment; what shows it has been asked when this returns. */
  show(what: Shown): void {
    this.#shown = what;
    clearTimeout(this.#showing);
    this.#showing = setTimeout(() => (this.#shown = null), FLASH_MS);
  }

  dispose(): void {
    clearTimeout(this.#showing);
    clearTimeout(this.#sounding);
    this.#loop.dispose();
    this.#speaker.dispose();
  }
}
