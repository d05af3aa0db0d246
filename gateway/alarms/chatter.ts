import { CHATTER_WINDOW_MS, HEALTH_TARGETS } from '../../contract/alarm/health.ts';
import type { FeedMs } from '../../contract/time.ts';

/** Points that come 3 times or more within a minute of feed time: a replay at 60x chatters no more than the day it replays. */
export class Chatter {
  /** The last times each point came, at most `chatterCount`, the oldest first. */
  readonly #came = new Map<string, FeedMs[]>();

  /** True where the point chatters now that it has come again. */
  came(point: string, at: FeedMs): boolean {
    const times = this.#came.get(point) ?? [];
    times.push(at);
    if (times.length > HEALTH_TARGETS.chatterCount) times.shift();
    this.#came.set(point, times);
    return this.chatters(point, at);
  }

  chatters(point: string, now: FeedMs): boolean {
    const times = this.#came.get(point) ?? [];
    const [first] = times.slice(-HEALTH_TARGETS.chatterCount);
    return (
      times.length >= HEALTH_TARGETS.chatterCount && first !== undefined && now - first <= CHATTER_WINDOW_MS
    );
  }

  /** Points that have been calm for a minute are forgotten. */
  calm(now: FeedMs): string[] {
    const over: string[] = [];
    for (const [point, times] of this.#came) {
      const last = times.at(-1) ?? 0;
      if (now - last <= CHATTER_WINDOW_MS && last <= now) continue;
      this.#came.delete(point);
      over.push(point);
    }
    return over;
  }
}
