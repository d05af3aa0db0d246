import { TOPICS, type Topic } from '../../../contract/bridge.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import type { Counters } from '../counters.ts';
import type { Clock, FramePort } from '../ports.ts';
import { WindowFeed, type TopicName, type Topics } from './window.ts';

export const TICK_MS = 50;

export interface FeedDeps {
  readonly topics: Topics;
  readonly clock: Clock;
  readonly counters: Counters;
  /** A topic got its first window or lost its last. */
  readonly onDemand: () => void;
  /** A frame with these is on its way to a window. */
  readonly onSent: (window: WindowFeed, names: readonly TopicName[]) => void;
  /** The window has it. */
  readonly onTaken: (window: WindowFeed) => void;
}

/**
 * Brings changes to windows, at most once a tick. A slow window costs nothing but its own lag: it holds versions, not queues,
 * and what it lacks is merged when it is free again.
 */
export class Feed implements Disposable {
  readonly #deps: FeedDeps;
  readonly #windows = new Set<WindowFeed>();
  #timer: { readonly at: number; readonly handle: Disposable } | null = null;
  #hurried = false;
  #ended = false;

  constructor(deps: FeedDeps) {
    this.#deps = deps;
  }

  get windows(): ReadonlySet<WindowFeed> {
    return this.#windows;
  }

  wanted(topic: Topic): boolean {
    for (const window of this.#windows) if (window.wants(topic)) return true;
    return false;
  }

  /** Something changed: windows hear of it within `ms`, a tick unless it is an alarm. */
  dirty(ms = TICK_MS): void {
    if (this.#ended || this.#windows.size === 0) return;
    const at = this.#deps.clock.elapsed() + ms;
    if (this.#timer !== null && this.#timer.at <= at) return;
    this.#timer?.handle.dispose();
    this.#timer = { at, handle: this.#deps.clock.after(ms, () => this.#tick()) };
  }

  /** An operator did something: it is sent now, and to a window that is busy with a frame as soon as it is free. */
  hurry(): void {
    this.#hurried = true;
    this.dirty(0);
  }

  add(port: FramePort): WindowFeed {
    const window = new WindowFeed(port, this.#deps.topics, this.#deps.clock, this.#deps.counters);
    this.#windows.add(window);
    this.dirty(0);
    return window;
  }

  remove(window: WindowFeed): void {
    if (!this.#windows.delete(window)) return;
    window.dispose();
    this.#deps.onDemand();
  }

  subscribe(window: WindowFeed, topic: Topic): void {
    window.subscribe(topic);
    this.#deps.onDemand();
    this.dirty(0);
  }

  unsubscribe(window: WindowFeed, topic: Topic): void {
    window.unsubscribe(topic);
    this.#deps.onDemand();
  }

  ack(window: WindowFeed, n: number): void {
    if (!window.ack(n)) return;
    this.#deps.onTaken(window);
    this.dirty(window.hurried ? 0 : TICK_MS);
  }

  /** Topics that at least one window wants. */
  demand(): ReadonlySet<Topic> {
    return new Set(TOPICS.filter((topic) => this.wanted(topic)));
  }

  dispose(): void {
    this.#ended = true;
    this.#timer?.handle.dispose();
    this.#timer = null;
    for (const window of this.#windows) window.dispose();
    this.#windows.clear();
  }

  #tick(): void {
    this.#timer = null;
    const hurried = this.#hurried;
    this.#hurried = false;
    for (const window of this.#windows) this.#deps.onSent(window, window.flush(hurried));
  }
}
