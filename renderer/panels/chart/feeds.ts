import type { Disposable } from '../../../contract/disposable.ts';
import type { Metric } from '../../../contract/metric.ts';
import { SeriesFeed, type Ask } from './history.ts';

/** The feeds of the series that are shown, each loaded when it is first wanted and let go when it is not. */
export class Feeds implements Disposable {
  readonly #ask: Ask;
  readonly #feeds = new Map<string, SeriesFeed>();

  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** In the order of the names. `now` is the feed time up to which to ask. */
  want(names: readonly string[], now: number): SeriesFeed[] {
    for (const [name, feed] of this.#feeds) {
      if (names.includes(name)) continue;
      feed.dispose();
      this.#feeds.delete(name);
    }
    return names.map((name) => this.#feeds.get(name) ?? this.#made(name, now));
  }

  /** After a reconnect. */
  reload(now: number): void {
    for (const feed of this.#feeds.values()) void feed.load(now);
  }

  append(metric: Metric): void {
    this.#feeds.get(metric.series)?.append(metric);
  }

  dispose(): void {
    this.want([], 0);
  }

  #made(name: string, now: number): SeriesFeed {
    const feed = new SeriesFeed(name, this.#ask);
    this.#feeds.set(name, feed);
    void feed.load(now);
    return feed;
  }
}
