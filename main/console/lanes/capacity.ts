import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { Stamped } from '../../../contract/bridge.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import type { Capacity } from '../../../contract/fleet.ts';
import { capacity } from '../../../contract/schema/domain.ts';
import { wallMs } from '../../../contract/time.ts';
import { fullJitter } from '../backoff.ts';
import type { Counters } from '../counters.ts';
import { decode } from '../decode.ts';
import type { ValueTopic } from '../feed/topic.ts';
import type { Credentials } from '../link/link.ts';
import type { Http } from '../net/http.ts';
import type { Clock } from '../ports.ts';

/** The gateway says something every 5 s. */
export const SSE_SILENT_MS = 15_000;
/** More than this in one event is no capacity. */
const MAX_EVENT = 64 * 1024;

/** Live Capacity over SSE, by fetch, so that header, status codes and Last-Event-ID are ours. Made anew after any end. */
export class CapacityLane implements Disposable {
  readonly #topic: ValueTopic<Stamped<Capacity>>;
  readonly #http: Http;
  readonly #clock: Clock;
  readonly #counters: Counters;
  readonly #random: () => number;
  #credentials: Credentials | null = null;
  #running: AbortController | null = null;
  #timer: Disposable | null = null;
  #lastId: string | null = null;
  #attempt = 0;

  constructor(
    topic: ValueTopic<Stamped<Capacity>>,
    http: Http,
    clock: Clock,
    counters: Counters,
    random: () => number,
  ) {
    this.#http = http;
    this.#topic = topic;
    this.#clock = clock;
    this.#counters = counters;
    this.#random = random;
  }

  /** Non-null while the link stands and a window shows the tile. */
  set(credentials: Credentials | null): void {
    if (credentials === this.#credentials) return;
    if (credentials?.gateway !== this.#credentials?.gateway && credentials !== null) this.#lastId = null;
    this.#stop();
    this.#credentials = credentials;
    this.#attempt = 0;
    if (credentials !== null) void this.#run(credentials);
  }

  dispose(): void {
    this.set(null);
  }

  #stop(): void {
    this.#running?.abort();
    this.#running = null;
    this.#timer?.dispose();
    this.#timer = null;
  }

  async #run(credentials: Credentials): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    try {
      await this.#read(credentials, running);
      if (!running.signal.aborted) this.#counters.bump('sse-ended');
    } catch (error) {
      if (!running.signal.aborted || error === SILENT) this.#counters.bump('sse-failed');
    }
    if (this.#running !== running) return;
    this.#stop();
    this.#attempt += 1;
    this.#timer = this.#clock.after(
      fullJitter(this.#attempt, this.#random()),
      () => void this.#run(credentials),
    );
  }

  async #read({ gateway, token }: Credentials, running: AbortController): Promise<void> {
    this.#listen(running);
    const response = await this.#http.request(`${gateway}/capacity`, {
      headers: {
        accept: 'text/event-stream',
        authorization: `Bearer ${token}`,
        ...(this.#lastId === null ? {} : { 'last-event-id': this.#lastId }),
      },
      signal: running.signal,
    });
    if (response.status !== 200) {
      this.#counters.bump(`sse-${String(response.status)}`);
      response.discard();
      return;
    }
    const parser = createParser({
      maxBufferSize: MAX_EVENT,
      onEvent: (event) => this.#take(event),
      onError: () => this.#counters.bump('bad-sse'),
    });
    const text = new TextDecoder();
    for await (const bytes of response.bytes) {
      if (running.signal.aborted) return;
      this.#listen(running);
      parser.feed(text.decode(bytes, { stream: true }));
    }
  }

  /** Any byte starts the 15 s again. */
  #listen(running: AbortController): void {
    this.#timer?.dispose();
    this.#timer = this.#clock.after(SSE_SILENT_MS, () => {
      this.#counters.bump('sse-silent');
      running.abort(SILENT);
    });
  }

  #take(event: EventSourceMessage): void {
    this.#attempt = 0;
    if (event.id !== undefined) this.#lastId = event.id;
    if (event.event === 'hb') this.#confirm();
    if (event.event !== 'capacity') return;
    const value = decode(capacity, parse(event.data), 'bad-capacity', this.#counters);
    if (value !== null) this.#topic.set({ value, received: wallMs(this.#clock.now()) });
  }

  /** What did not change is as new as the heartbeat; without an id of this gateway the value held may be another one's. */
  #confirm(): void {
    const held = this.#topic.value;
    if (held === undefined || this.#lastId === null) return;
    this.#topic.set({ value: held.value, received: wallMs(this.#clock.now()) });
  }
}

const SILENT = new Error('silent');

/** undefined for what is no JSON: the schema then refuses and counts it. */
function parse(data: string): unknown {
  try {
    return JSON.parse(data) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
