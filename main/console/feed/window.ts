import type { Topic, FrameBody } from '../../../contract/bridge.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import type { Counters } from '../counters.ts';
import type { Clock, FramePort } from '../ports.ts';
import type { FeedTopic } from './topic.ts';

/** A frame that is not acknowledged in this time is counted; the window gets nothing more until it answers. */
export const ACK_MS = 5_000;

export type TopicName = keyof FrameBody;
export type Topics = Readonly<Record<TopicName, FeedTopic>>;

/** Reach every window without asking. */
export const ALWAYS = [
  'link',
  'shared',
  'desk',
  'clock',
  'reconcile',
  'annunciation',
] as const satisfies readonly TopicName[];

/** One attached renderer: what it wants, what it has, and the one frame that it has not yet acknowledged. */
export class WindowFeed implements Disposable {
  readonly #port: FramePort;
  readonly #topics: Topics;
  readonly #clock: Clock;
  readonly #counters: Counters;
  /** Version that the window has; null for nothing yet. */
  readonly #has = new Map<TopicName, number | null>(ALWAYS.map((name) => [name, null]));
  #frame = 0;
  #inFlight: number | null = null;
  #hurried = false;
  #deadline: Disposable | null = null;

  constructor(port: FramePort, topics: Topics, clock: Clock, counters: Counters) {
    this.#port = port;
    this.#topics = topics;
    this.#clock = clock;
    this.#counters = counters;
  }

  get port(): FramePort {
    return this.#port;
  }
  get busy(): boolean {
    return this.#inFlight !== null;
  }

  wants(topic: Topic): boolean {
    return this.#has.has(topic);
  }

  /** Also when it is subscribed already: a window that asks again has lost what it had. */
  subscribe(topic: Topic): void {
    this.#has.set(topic, null);
  }
  unsubscribe(topic: Topic): void {
    this.#has.delete(topic);
  }

  /** What waits here is an operator's own act: the next frame is not to wait for a tick. */
  get hurried(): boolean {
    return this.#hurried;
  }

  /** Sends what the window lacks, unless it still has a frame to acknowledge. Returns what was in it. */
  flush(hurried = false): readonly TopicName[] {
    this.#hurried = this.#inFlight !== null && (this.#hurried || hurried);
    if (this.#inFlight !== null) return [];
    const parts: string[] = [];
    const names: TopicName[] = [];
    for (const [name, since] of this.#has) {
      const topic = this.#topics[name];
      const text = topic.textSince(since);
      if (text === null) continue;
      parts.push(`"${name}":${text}`);
      names.push(name);
      this.#has.set(name, topic.version);
    }
    if (parts.length === 0) return names;
    this.#frame += 1;
    this.#inFlight = this.#frame;
    this.#deadline = this.#clock.after(ACK_MS, () => this.#counters.bump('window-slow'));
    this.#port.send(`{"t":"frame","n":${String(this.#frame)},"body":{${parts.join(',')}}}`);
    return names;
  }

  /** Returns whether the window is free now. */
  ack(n: number): boolean {
    if (n !== this.#inFlight) {
      this.#counters.bump('bad-ack');
      return false;
    }
    this.#inFlight = null;
    this.#deadline?.dispose();
    this.#deadline = null;
    return true;
  }

  dispose(): void {
    this.#deadline?.dispose();
    this.#deadline = null;
    this.#has.clear();
  }
}
