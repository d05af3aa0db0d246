import type { VoiceState } from '../../../contract/annunciation.ts';
import type { ToRenderer } from '../../../contract/bridge.ts';
import type { FramePort } from '../ports.ts';

const text = (mine: boolean): string => JSON.stringify({ t: 'voice', mine } satisfies ToRenderer);

/** Which of the windows makes the sounds: one alone, and rather one that can. It stays the same while it can. */
export class Voice {
  /** Attached windows in the order of their coming; null until one has said what it can. */
  readonly #windows = new Map<FramePort, VoiceState | null>();
  readonly #changed: () => void;
  #chosen: FramePort | null = null;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  /** Of the chosen window; null where there is none or it has said nothing yet. */
  get state(): VoiceState | null {
    return this.#chosen === null ? null : (this.#windows.get(this.#chosen) ?? null);
  }

  joined(port: FramePort): void {
    this.#windows.set(port, null);
    this.#choose();
  }

  said(port: FramePort, state: VoiceState): void {
    if (!this.#windows.has(port)) return;
    this.#windows.set(port, state);
    this.#choose();
  }

  left(port: FramePort): void {
    if (this.#windows.delete(port)) this.#choose();
  }

  #choose(): void {
    const running = (port: FramePort): boolean => this.#windows.get(port) === 'running';
    const before = this.#chosen;
    const stays = before !== null && this.#windows.has(before);
    if (!stays || !running(before)) {
      const ports = [...this.#windows.keys()];
      this.#chosen = ports.find(running) ?? (stays ? before : (ports[0] ?? null));
    }
    if (this.#chosen !== before) {
      if (before !== null && this.#windows.has(before)) before.send(text(false));
      this.#chosen?.send(text(true));
    }
    this.#changed();
  }
}
