import type { Disposable } from '../../contract/disposable.ts';

/** Half of a beat, milliseconds: 0.6 Hz, under the one a second at which blinking begins to disturb. */
export const HALF_BEAT_MS = 800;

/**
 * One beat for everything on the page that blinks or pulses, as `data-beat` on the root, there every second half. Steps by a timer
 * and not CSS animations: these keep the whole page being drawn sixty times a second, each blinking sign as a layer of its own, and
 * drift apart. A page that hangs does not beat.
 */
export class Beat implements Disposable {
  readonly #timer: ReturnType<typeof setInterval>;

  /** `still`: nothing is to move. */
  constructor(root: HTMLElement, still: () => boolean) {
    this.#timer = setInterval(() => {
      root.toggleAttribute('data-beat', !root.hasAttribute('data-beat') && !still());
    }, HALF_BEAT_MS);
  }

  dispose(): void {
    clearInterval(this.#timer);
  }
}
