import type { Disposable } from '../../../contract/disposable.ts';
import { HEARTBEAT_MS } from '../../../contract/wire.ts';
import type { Clock } from '../ports.ts';
import { STALE_MS } from './machine.ts';

/** From here on it is stale: the newest heartbeat was sent as long ago as a silent link's last byte may have come. */
export const BEHIND_MS = STALE_MS - HEARTBEAT_MS;

/** A step of the gateway's clock that is none of a heartbeat, ms: somebody set it. */
const SET_MS = 60_000;
/** Of each second, forgotten: two good clocks part by a twentieth of that. */
const LEAK = 0.001;

/**
 * How far what arrives is behind what is sent. On a slow line bytes never stop, and each of them is old: freshness by the last
 * byte alone would call that live. A heartbeat says when it was sent, every 2 s; one that comes later than the one before it by more than
 * that has waited on the way. Only differences of the gateway's time count, so that its clock may be wrong and may be set.
 */
export class Behind implements Disposable {
  readonly #clock: Clock;
  readonly #changed: () => void;
  #last: { readonly at: number; readonly ts: number | null } | null = null;
  #lag = 0;
  #timer: Disposable | null = null;

  /** `changed`: it may be stale now, or no longer. */
  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  /** Milliseconds; 0 where no heartbeat is expected. */
  get ms(): number {
    if (this.#last === null) return 0;
    return this.#lag + Math.max(0, this.#clock.elapsed() - this.#last.at - HEARTBEAT_MS);
  }

  /** From now on heartbeats are expected. */
  began(): void {
    this.#lag = 0;
    this.#heard(null);
  }

  /** @param ts the gateway's time at which it was sent, epoch ms */
  beat(ts: number): void {
    const last = this.#last;
    if (last !== null && last.ts !== null) {
      const sent = ts - last.ts;
      const came = this.#clock.elapsed() - last.at;
      if (sent > 0 && sent < SET_MS) this.#lag += came - sent;
      this.#lag = Math.max(0, this.#lag - came * LEAK);
    }
    this.#heard(ts);
    this.#changed();
  }

  ended(): void {
    this.#timer?.dispose();
    this.#timer = null;
    this.#last = null;
    this.#lag = 0;
  }

  dispose(): void {
    this.ended();
  }

  #heard(ts: number | null): void {
    this.#last = { at: this.#clock.elapsed(), ts };
    this.#timer?.dispose();
    this.#timer = this.#clock.after(HEARTBEAT_MS + Math.max(0, BEHIND_MS - this.#lag), this.#changed);
  }
}
