import type { Disposable } from '../../contract/disposable.ts';

export type Bounds = readonly [west: number, south: number, east: number, north: number];

const SETTLED_MS = 400;

/**
 * Whether the position lane may be narrowed to what the map shows. While a panel shows the age of every van it may not:
 * a van outside the map would seem to fall silent. Moves are sent once the map has been still for 0.4 s.
 */
export class ViewportPolicy implements Disposable {
  readonly #send: (bounds: Bounds | null) => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #map: Bounds | null = null;
  #wholeFleet = true;
  #sent: Bounds | null = null;

  constructor(send: (bounds: Bounds | null) => void) {
    this.#send = send;
  }

  /** Bound, so that it can be handed to the map as it is. */
  readonly report = (bounds: Bounds | null): void => {
    this.#map = bounds;
    this.#schedule();
  };

  setNeedsWholeFleet(needs: boolean): void {
    this.#wholeFleet = needs;
    this.#schedule();
  }

  dispose(): void {
    clearTimeout(this.#timer);
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const wanted = this.#wholeFleet ? null : this.#map;
      if (wanted === this.#sent) return;
      this.#sent = wanted;
      this.#send(wanted);
    }, SETTLED_MS);
  }
}
