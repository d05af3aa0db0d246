import type { CityMap } from '../../../contract/ingest.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import { cityMap } from '../../../contract/schema/domain.ts';
import { fullJitter } from '../backoff.ts';
import type { Counters } from '../counters.ts';
import { decode } from '../decode.ts';
import type { ValueTopic } from '../feed/topic.ts';
import type { Credentials } from '../link/link.ts';
import type { Http } from '../net/http.ts';
import type { Clock } from '../ports.ts';

const FETCH_MS = 30_000;

/** The source's own streets: asked for once per connection, and sent to windows only where they differ. */
export class CityLane implements Disposable {
  readonly #topic: ValueTopic<CityMap | null>;
  readonly #http: Http;
  readonly #clock: Clock;
  readonly #counters: Counters;
  readonly #random: () => number;
  #credentials: Credentials | null = null;
  #asked = false;
  #fetching: AbortController | null = null;
  #timer: Disposable | null = null;
  #text: string | null = null;
  #attempt = 0;

  constructor(
    topic: ValueTopic<CityMap | null>,
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

  /** `credentials` while the link stands; `wanted` while a window shows the map. */
  set(credentials: Credentials | null, wanted: boolean): void {
    if (credentials !== this.#credentials) {
      this.#stop();
      this.#credentials = credentials;
      this.#asked = false;
      this.#attempt = 0;
    }
    if (credentials === null || !wanted || this.#asked) return;
    this.#asked = true;
    void this.#fetch(credentials);
  }

  dispose(): void {
    this.#stop();
  }

  #stop(): void {
    this.#fetching?.abort();
    this.#fetching = null;
    this.#timer?.dispose();
    this.#timer = null;
  }

  async #fetch({ gateway, token }: Credentials): Promise<void> {
    const fetching = new AbortController();
    this.#fetching = fetching;
    const { signal } = fetching;
    try {
      const response = await this.#http.request(`${gateway}/city`, {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.any([signal, AbortSignal.timeout(FETCH_MS)]),
      });
      const good = response.status === 200;
      const text = await response.text();
      if (signal.aborted) return;
      if (response.status === 404) this.#none();
      else if (!good) this.#again(`city-${String(response.status)}`);
      else this.#take(text);
    } catch {
      if (!signal.aborted) this.#again('city-failed');
    }
  }

  #take(text: string): void {
    if (text === this.#text) return;
    const city = decode(cityMap, JSON.parse(text), 'bad-city', this.#counters);
    if (city === null) return this.#none();
    this.#text = text;
    this.#topic.set(city);
  }

  #none(): void {
    this.#text = null;
    if (this.#topic.value !== null) this.#topic.set(null);
  }

  #again(kind: string): void {
    this.#counters.bump(kind);
    this.#attempt += 1;
    const credentials = this.#credentials;
    if (credentials === null) return;
    const ms = fullJitter(this.#attempt, this.#random());
    this.#timer = this.#clock.after(ms, () => void this.#fetch(credentials));
  }
}
