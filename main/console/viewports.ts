import type { Viewport } from './lanes/positions.ts';
import type { FramePort } from './ports.ts';

/** Each window's view of the map, and the one view that covers them all; null as soon as one shows the whole fleet. */
export class Viewports {
  readonly #views = new Map<FramePort, Viewport>();
  readonly #changed: (covering: Viewport) => void;

  constructor(changed: (covering: Viewport) => void) {
    this.#changed = changed;
  }

  set(port: FramePort, viewport: Viewport): void {
    this.#views.set(port, viewport);
    this.#changed(cover([...this.#views.values()]));
  }

  delete(port: FramePort): void {
    if (this.#views.delete(port)) this.#changed(cover([...this.#views.values()]));
  }
}

function cover(views: readonly Viewport[]): Viewport {
  let all: Viewport = null;
  for (const view of views) {
    if (view === null) return null;
    const [w, s, e, n] = view;
    all =
      all === null
        ? view
        : [Math.min(all[0], w), Math.min(all[1], s), Math.max(all[2], e), Math.max(all[3], n)];
  }
  return all;
}
