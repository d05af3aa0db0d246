import { plan, position } from '../support/fleet.ts';
import { createRandom, type Random } from '../../gateway/simulator/random.ts';

type Items = Readonly<Record<'routes' | 'positions' | 'events', object[]>>;
type Story = 'failed-delivery' | 'breakdown' | 'late';

export interface WorkloadOptions {
  readonly seed: number;
  /** New alarms a second. */
  readonly rate: number;
  readonly gateway: () => string;
  readonly token: string;
  /** Milliseconds that the gateway's clock is ahead of ours. */
  readonly gatewayOffset: () => number;
}

const BEAT_MS = 500;
/** Requests that wait while the gateway is away; more are left out and counted. */
const MAX_WAITING = 500;
/** So many routes later the first street is free for long; one street for each of an hour's would end at the pole. */
const STREETS = 1_000;

/**
 * Routes that get an alarm and lose it again, sent as an integrator would: a batch that failed is sent again until it is taken.
 * Which route does what and how long is the seed's; when a batch gets through depends on the faults.
 */
export class Workload {
  readonly #options: WorkloadOptions;
  readonly #random: Random;
  readonly #due: { readonly at: number; readonly put: (items: Items) => void }[] = [];
  readonly #waiting: { readonly kind: string; readonly body: string }[] = [];
  #timer: NodeJS.Timeout | null = null;
  #sending = false;
  #routes = 0;
  #owed = 0;
  #time = 0;
  #paused = false;
  left = 0;
  rejected = 0;

  constructor(options: WorkloadOptions) {
    this.#options = options;
    this.#random = createRandom(options.seed, 'workload');
  }

  start(): void {
    this.#timer = setInterval(() => this.#beat(), BEAT_MS);
  }
  pause(on: boolean): void {
    this.#paused = on;
  }
  /** Everything raised is over, nothing new comes. */
  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #beat(): void {
    if (!this.#paused) {
      this.#time += BEAT_MS;
      const items: Items = { routes: [], positions: [], events: [] };
      this.#owed += (this.#options.rate * BEAT_MS) / 1_000;
      for (; this.#owed >= 1; this.#owed -= 1) this.#begin(items);
      const now = this.#due.filter(({ at }) => at <= this.#time);
      for (const one of now) {
        this.#due.splice(this.#due.indexOf(one), 1);
        one.put(items);
      }
      for (const [kind, list] of Object.entries(items)) {
        if (list.length === 0) continue;
        if (this.#waiting.length < MAX_WAITING) this.#waiting.push({ kind, body: JSON.stringify(list) });
        else this.left += list.length;
      }
    }
    void this.#send();
  }

  #begin(items: Items): void {
    const random = this.#random;
    const id = `c${String(this.#routes)}`;
    const street = this.#routes++ % STREETS;
    const story = random.pick<Story>(['failed-delivery', 'breakdown', 'late']);
    const holds = random.whole(1_500, 9_000);
    const then = (ms: number, put: (items: Items) => void): void =>
      void this.#due.push({ at: this.#time + ms, put });
    const event = (type: string, stop: number | null): object => ({
      routeId: id,
      at: this.#now(),
      type,
      stop,
    });
    const end = (more: Items): void => void more.events.push(event('completed', null));
    items.routes.push(this.#moved(plan(id, street, { stops: 4, firstIn: story === 'late' ? -20 : 20 })));
    items.positions.push({ ...position(id, street, -0.5), at: this.#now() });
    if (story === 'failed-delivery') {
      items.events.push(event('failed', 0));
      then(holds, (more) => void more.events.push(event('delivered', 0)));
    } else if (story === 'breakdown') {
      items.events.push(event('breakdown', null));
      then(holds, (more) => void more.events.push(event('recovered', null)));
    } else {
      then(holds / 2, (more) => void more.positions.push({ ...position(id, street, -0.4), at: this.#now() }));
      then(holds, (more) => {
        more.routes.push(this.#moved(plan(id, street, { stops: 4, firstIn: 20 })));
        more.positions.push({ ...position(id, street, -0.3), at: this.#now() });
      });
    }
    then(holds + 4_000, end);
  }

  #now(): number {
    return Date.now() + this.#options.gatewayOffset();
  }

  #moved<T extends { readonly start: number; readonly stops: readonly { readonly arrival: number }[] }>(
    made: T,
  ): T {
    const ms = this.#options.gatewayOffset();
    const stops = made.stops.map((stop) => ({ ...stop, arrival: stop.arrival + ms }));
    return { ...made, start: made.start + ms, stops };
  }

  async #send(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
        const response = await fetch(`${this.#options.gateway()}/ingest/${next.kind}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${this.#options.token}`, 'content-type': 'application/json' },
          body: next.body,
          signal: AbortSignal.timeout(5_000),
        });
        if (!response.ok) throw new Error(`/ingest/${next.kind}: ${String(response.status)}`);
        this.rejected += ((await response.json()) as { rejected: unknown[] }).rejected.length;
        this.#waiting.shift();
      }
    } catch (error) {
      // The gateway is away: the same batch goes with the next beat.
      this.lastFailure = error instanceof Error ? error.message : String(error);
    } finally {
      this.#sending = false;
    }
  }
  lastFailure: string | null = null;
}
