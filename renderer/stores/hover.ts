import type { Disposable } from '../../contract/disposable.ts';
import type { LonLat, RouteId } from '../../contract/fleet.ts';
import type { FeedMs } from '../../contract/time.ts';
import { Signal } from './signal.ts';
import { ValueStore } from './value.ts';

/** A stop of a route's plan, 0-based. */
export interface HoveredStop {
  readonly routeId: RouteId;
  readonly stop: number;
}

/** What is under the pointer in this window, so that all that shows the same thing marks it; nothing of it leaves the window. */
export class HoverStore {
  readonly #stop = new ValueStore<HoveredStop | null>(null);
  readonly #time = new ValueStore<FeedMs | null>(null);
  readonly #centred = new Signal<LonLat>();
  #last: FeedMs | null = null;

  /** Reactive. */
  get stop(): HoveredStop | null {
    return this.#stop.value;
  }

  /** Reactive; the feed time under the pointer of whatever has time along its width. */
  get time(): FeedMs | null {
    return this.#time.value;
  }

  point(stop: HoveredStop | null): void {
    this.#stop.set(stop);
  }

  pointTime(at: FeedMs | null): void {
    // A pointer says the same place many times over.
    if (at === this.#last) return;
    this.#last = at;
    this.#time.set(at);
  }

  /** Asks the map to show a place. */
  centre(place: LonLat): void {
    this.#centred.emit(place);
  }

  listen(handler: (stop: HoveredStop | null) => void): Disposable {
    return this.#stop.listen(handler);
  }

  onCentre(handler: (place: LonLat) => void): Disposable {
    return this.#centred.listen(handler);
  }
}
