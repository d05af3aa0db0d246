import type { Topic } from '../../contract/bridge.ts';
import { Disposables, type Disposable } from '../../contract/disposable.ts';
import type { StreamPlace } from '../../contract/diagnostics.ts';
import type { RouteId } from '../../contract/fleet.ts';
import type { RouteNote } from '../../contract/note.ts';
import { fail, type Result } from '../../contract/result.ts';
import { STREAMS, type StreamName } from '../../contract/stream.ts';
import { wallMs, type FeedClock } from '../../contract/time.ts';
import type { Counters } from './counters.ts';
import { CapacityLane } from './lanes/capacity.ts';
import { CityLane } from './lanes/city.ts';
import { DetailLane } from './lanes/detail.ts';
import { OverviewLane } from './lanes/overview.ts';
import { PositionLane, type Viewport } from './lanes/positions.ts';
import { Behind } from './link/behind.ts';
import type { Credentials } from './link/link.ts';
import type { StreamsView } from './link/summary.ts';
import type { Session } from './link/session.ts';
import type { Http } from './net/http.ts';
import type { Clock } from './ports.ts';
import { Rate } from './rate.ts';
import type { Standing } from './reconcile/continuity.ts';
import type { StreamClient } from './streams/client.ts';
import { StreamRunner, type StreamSink } from './streams/runner.ts';
import type { Stores } from './topics.ts';

export interface SubscriptionsDeps {
  readonly clock: Clock;
  readonly counters: Counters;
  readonly random: () => number;
  readonly http: Http;
  readonly stores: Stores;
  /** What windows want now. */
  readonly demand: () => ReadonlySet<Topic>;
  readonly selection: () => RouteId | null;
  readonly credentials: () => Credentials | null;
  /** Live, catching up or how much is left: something differs. */
  readonly changed: () => void;
}

/** An answer that takes longer is given up, and asked for again. */
const ANSWER_MS = 30_000;

/** Keeps what is joined at the gateway equal to what windows want; alarms always, and first. */
export class Subscriptions implements Disposable {
  readonly #deps: SubscriptionsDeps;
  readonly #runners: Readonly<Record<StreamName, StreamRunner>>;
  readonly #positions: PositionLane;
  readonly #detail: DetailLane;
  readonly #capacity: CapacityLane;
  readonly #city: CityLane;
  readonly #overview: OverviewLane;
  readonly #rate: Rate;
  readonly #behind: Behind;
  #session: Session | null = null;
  #busy = false;
  #again = false;

  constructor(deps: SubscriptionsDeps) {
    this.#deps = deps;
    const { clock, counters, http, random, stores } = deps;
    this.#rate = new Rate(clock);
    this.#behind = new Behind({
      clock,
      ask: async () => (await this.ask('alerts', 'probe', {}, ANSWER_MS)).ok,
      changed: () => deps.changed(),
    });
    this.#runners = {
      alerts: this.#runner('alerts', stores.alarms),
      dispatch: this.#runner('dispatch', stores.routes),
      analytics: this.#runner('analytics', stores.metrics),
    };
    this.#positions = new PositionLane(stores.positions, counters);
    this.#detail = new DetailLane(stores.detail, counters);
    this.#capacity = new CapacityLane(stores.capacity, http, clock, counters, random);
    this.#overview = new OverviewLane(stores.overview, counters);
    this.#city = new CityLane(stores.city, http, clock, counters, random);
  }

  get view(): StreamsView {
    const wanted = STREAMS.map((name) => this.#runners[name]).filter((runner) => runner.wanted);
    const remaining = wanted.flatMap((runner) => (runner.remaining === null ? [] : [runner.remaining]));
    return {
      live: wanted.every((runner) => runner.live),
      remaining: remaining.length === 0 ? null : remaining.reduce((a, b) => a + b, 0),
      changesPerSecond: this.#rate.perSecond(),
      behind: this.behind,
    };
  }
  /** For diagnostics: where each stream stands. */
  get places(): readonly StreamPlace[] {
    return STREAMS.map((stream) => {
      const { wanted, live, position, remaining } = this.#runners[stream];
      return { stream, wanted, live, ...position, remaining };
    });
  }
  /** Milliseconds that what is shown can be old, where that is too long to be called live; else null. */
  get behind(): number | null {
    return this.#behind.late ? this.#behind.ms : null;
  }
  get live(): boolean {
    return STREAMS.every((name) => !this.#runners[name].wanted || this.#runners[name].live);
  }

  /** For whoever has to know since when something may be missing. */
  get standing(): Standing {
    const { alerts, dispatch } = this.#runners;
    return {
      connected: this.#session !== null,
      alerts: alerts.live,
      dispatch: dispatch.live ? 'live' : dispatch.wanted ? 'catching-up' : 'off',
    };
  }
  /** Of the stream `alerts`. */
  get position(): StreamClient['position'] {
    return this.#runners.alerts.position;
  }

  use(session: Session | null): void {
    this.#session = session;
    this.reconcile();
  }

  noted(note: RouteNote): void {
    this.#detail.noted(note);
  }

  look(viewport: Viewport): void {
    this.#positions.look(viewport);
  }

  /** Another gateway or operator: nothing of the last one may be shown or built upon. */
  forget(): void {
    const { routes, alarms, metrics, city, detail, overview } = this.#deps.stores;
    for (const name of STREAMS) this.#runners[name].forget();
    for (const store of [routes, alarms, metrics]) store.clear();
    this.#deps.stores.positions.clear();
    for (const topic of [city, detail, overview]) if (topic.value !== undefined) topic.set(null);
  }

  /** Joining and leaving report back here; what they report is looked at when the round is over. */
  reconcile(): void {
    this.#again = true;
    if (this.#busy) return;
    this.#busy = true;
    while (this.#again) {
      this.#again = false;
      this.#round();
    }
    this.#busy = false;
    this.#deps.changed();
  }

  /** One question to a namespace, joined for as long as it takes. */
  async ask(name: StreamName, event: string, args: unknown, timeoutMs: number): Promise<Result<unknown>> {
    if (this.#session === null) return fail('offline', 'Not connected to the gateway');
    const lease = this.#session.lease(name);
    const waiting = new Disposables();
    try {
      const joined = await new Promise<boolean>((resolve) => {
        waiting.add(this.#deps.clock.after(timeoutMs, () => resolve(false)));
        waiting.add(lease.namespace.onJoined(() => resolve(true)));
      });
      waiting.dispose();
      if (!joined) return fail('timeout', `/${name} could not be joined`);
      return await lease.namespace.request(event, args, timeoutMs);
    } finally {
      waiting.dispose();
      lease.dispose();
    }
  }

  dispose(): void {
    this.#session = null;
    for (const name of STREAMS) this.#runners[name].dispose();
    this.#behind.dispose();
    for (const lane of [this.#positions, this.#detail, this.#capacity, this.#city, this.#overview])
      lane.dispose();
  }

  #round(): void {
    const { demand, selection, credentials } = this.#deps;
    const wants = demand();
    this.#runners.alerts.set(this.#session, true);
    const rest = this.#runners.alerts.answered ? this.#session : null;
    this.#overview.set(rest, wants.has('overview'));
    this.#runners.dispatch.set(rest, wants.has('routes'));
    this.#runners.analytics.set(rest, wants.has('metrics'));
    this.#positions.set(rest, wants.has('positions'));
    this.#detail.set(rest, wants.has('detail') ? selection() : null);
    const signedIn = rest === null ? null : credentials();
    this.#capacity.set(wants.has('capacity') ? signedIn : null);
    this.#city.set(signedIn, wants.has('city'));
  }

  #runner(stream: StreamName, sink: StreamSink): StreamRunner {
    const { clock, counters, random, stores } = this.#deps;
    return new StreamRunner({
      stream,
      sink,
      clock,
      counters,
      random,
      onClock: (feed: FeedClock) => {
        if (stream === 'alerts') stores.clock.set({ ...feed, received: wallMs(clock.now()) });
      },
      ...(stream === 'alerts' ? { behind: this.#behind } : {}),
      onApplied: (changes) => this.#rate.add(changes),
      changed: () => (this.#answeredMoved() ? this.reconcile() : this.#deps.changed()),
    });
  }

  #lastAnswered = false;
  #answeredMoved(): boolean {
    const { answered } = this.#runners.alerts;
    const moved = answered !== this.#lastAnswered;
    this.#lastAnswered = answered;
    return moved;
  }
}
