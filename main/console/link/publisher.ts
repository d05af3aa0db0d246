import type { LinkPhase, LinkState } from '../../../contract/bridge.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import type { Clock } from '../ports.ts';

const EVERY_MS = 1_000;

/** Publishes the link's state: another phase at once, ages and counts once a second. */
export class LinkPublisher implements Disposable {
  readonly #clock: Clock;
  readonly #phase: () => LinkPhase;
  readonly #state: () => LinkState;
  readonly #publish: (state: LinkState) => void;
  #published: LinkPhase | null = null;
  #timer: Disposable | null = null;
  #ended = false;

  constructor(
    clock: Clock,
    phase: () => LinkPhase,
    state: () => LinkState,
    publish: (state: LinkState) => void,
  ) {
    this.#clock = clock;
    this.#phase = phase;
    this.#state = state;
    this.#publish = publish;
  }

  touch(): void {
    if (this.#ended) return;
    if (this.#phase() !== this.#published) this.now();
    else this.#timer ??= this.#clock.after(EVERY_MS, () => this.now());
  }

  now(): void {
    if (this.#ended) return;
    this.#timer?.dispose();
    this.#timer = null;
    const state = this.#state();
    this.#published = state.phase;
    this.#publish(state);
  }

  dispose(): void {
    this.#ended = true;
    this.#timer?.dispose();
    this.#timer = null;
  }
}
