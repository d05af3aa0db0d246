import type { ReceivedClock } from '../../contract/bridge.ts';
import type { Disposable } from '../../contract/disposable.ts';
import { feedNow, wallMs, type FeedMs, type WallMs } from '../../contract/time.ts';
import { Signal } from './signal.ts';

/** Both times of the contract. The once-a-second getters are for words; `feedAt` is for what moves each frame. */
export class ClockStore implements Disposable {
  readonly #changed = new Signal();
  readonly #wall: () => number;
  readonly #timer: ReturnType<typeof setInterval>;
  #clock: ReceivedClock | null = null;
  #tick: WallMs;

  constructor(wall: () => number = Date.now) {
    this.#wall = wall;
    this.#tick = wallMs(wall());
    this.#timer = setInterval(() => {
      this.#beat();
    }, 1000);
  }

  set(clock: ReceivedClock): void {
    const first = this.#clock === null;
    this.#clock = clock;
    if (first) this.#beat();
  }

  /** Reactive, once a second. Wall time stands in until the gateway's clock is known. */
  get feedNow(): FeedMs {
    this.#changed.track();
    return this.#feed(this.#tick);
  }

  /** Reactive, once a second. */
  get wallNow(): WallMs {
    this.#changed.track();
    return this.#tick;
  }

  /** Reactive, once a second: the gateway's wall clock, this computer's until it is known. */
  get gatewayNow(): WallMs {
    this.#changed.track();
    const clock = this.#clock;
    return clock === null ? this.#tick : wallMs(this.#tick + clock.wall - clock.received);
  }

  /** Reactive; null until the gateway's clock is known. */
  get rate(): number | null {
    this.#changed.track();
    return this.#clock?.rate ?? null;
  }

  /** Reactive; the fleet's zone as its gateway names it. */
  get zone(): string | null {
    this.#changed.track();
    return this.#clock?.zone ?? null;
  }

  /** Reactive; adherence in seconds over which the gateway calls a route late. Null where it does not say. */
  get lateAfter(): number | null {
    this.#changed.track();
    return this.#clock?.lateAfter ?? null;
  }

  /** Not reactive: this very moment, for animation frames. */
  feedAt(): FeedMs {
    return this.#feed(wallMs(this.#wall()));
  }

  listen(handler: () => void): Disposable {
    return this.#changed.listen(handler);
  }

  dispose(): void {
    clearInterval(this.#timer);
  }

  #beat(): void {
    this.#tick = wallMs(this.#wall());
    this.#changed.emit();
  }

  #feed(wall: WallMs): FeedMs {
    const clock = this.#clock;
    return clock === null ? (wall as number as FeedMs) : feedNow(clock, clock.received, wall);
  }
}
