import type { FeedMs } from '../../contract/time.ts';

/** Points that wait for a delay to pass, and since when. Of conditions it is the on-delay, of alarms the off-delay. */
export class Waits {
  readonly #since = new Map<string, FeedMs>();

  /** One that waits already goes on from when it began. */
  begin(point: string, at: FeedMs): void {
    if (!this.#since.has(point)) this.#since.set(point, at);
  }
  end(point: string): void {
    this.#since.delete(point);
  }

  /** A clock that was put back meanwhile: the wait begins now, it does not last until that time comes again. */
  notAfter(now: FeedMs): void {
    for (const [point, since] of this.#since) if (since > now) this.#since.set(point, now);
  }

  /** Points whose wait is over, one by one; each waits no more. `delayOf`: seconds; undefined ends the wait at once. */
  *over(now: FeedMs, delayOf: (point: string) => number | undefined): Generator<string> {
    for (const [point, since] of this.#since) {
      const delay = delayOf(point);
      if (delay !== undefined && now - since < delay * 1_000) continue;
      this.#since.delete(point);
      yield point;
    }
  }
}
