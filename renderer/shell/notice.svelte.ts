import type { Disposable } from '../../contract/disposable.ts';

/** Long enough to be read twice. */
const SHOWN_MS = 9_000;

/** One line about what was just asked for and not done; the newest replaces the one before, and goes by itself. */
export class Notice implements Disposable {
  #text = $state('');
  #timer: ReturnType<typeof setTimeout> | undefined;

  get text(): string {
    return this.#text;
  }

  say(text: string): void {
    clearTimeout(this.#timer);
    this.#text = text;
    this.#timer = setTimeout(() => (this.#text = ''), SHOWN_MS);
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }
}
