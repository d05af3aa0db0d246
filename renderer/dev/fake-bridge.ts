import type {
  CallName,
  Calls,
  FrameBody,
  Gap,
  LinkState,
  SharedState,
  ToMain,
  Topic,
} from '../../contract/bridge.ts';
import { stepAlarm, type Alarm } from '../../contract/alarm.ts';
import type { AlarmOverview } from '../../contract/alarm/overview.ts';
import { DEFAULT_BOARD } from '../../contract/board.ts';
import type { RouteState } from '../../contract/fleet.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { SETTING_DEFAULTS } from '../../contract/settings.ts';
import { feedMs, wallMs } from '../../contract/time.ts';
import type { PositionFrame } from '../../contract/wire.ts';
import type { Connector, WireEvents } from '../bridge/wire.ts';
import { fakeAlarms } from './alarms.ts';
import { fakeGaps } from './gaps.ts';
import { fakeOverview, moody, refusedAct, type Mood } from './overview.ts';
import { CITY } from './city.ts';
import { FakeDesk } from './desk.ts';
import { fakeDiagnostics } from './diagnostics.ts';
import { fakeDetail, fakeFleet, NOON, vanAt, type FakeFleet } from './fleet.ts';
import { fakeHistory, fakeMetric, SERIES } from './series.ts';

export interface Scene {
  readonly routes: number;
  readonly seed: number;
  readonly phase: LinkState['phase'];
  readonly shared: Partial<SharedState>;
  /** How many gaps this console came back from. */
  readonly gaps?: number;
  /** How the alarms are; absent: busy. */
  readonly mood?: Mood;
  /** Something was refused, something waits. */
  readonly acts?: boolean;
  /** Which window of the desk this is. */
  readonly windowId: string;
  /** A call that is refused. */
  readonly fails?: string | null;
  /** Nothing moves: for pictures. */
  readonly still: boolean;
}

const REASONS: Partial<Record<LinkState['phase'], LinkState['reason']>> = {
  waiting: { code: 'unreachable', message: 'connection refused' },
  refused: { code: 'expired', message: 'The token ended at 17:58; a new one is needed.' },
  stale: { code: 'silent', message: 'no byte for 7 s' },
};

/** What a console comes to that was live: it holds what it had. */
const LOST: ReadonlySet<LinkState['phase']> = new Set(['stale', 'waiting']);
/** Until then every panel has what it asked for. */
const LOST_AFTER_MS = 1_000;

/** Main as a window sees it, without a main: answers calls, sends frames, keeps the contract's one frame in flight. */
export class FakeBridge {
  readonly #scene: Scene;
  readonly #fleet: FakeFleet;
  readonly #topics = new Set<Topic>();
  readonly #started = Date.now();
  #events: WireEvents | null = null;
  #shared: SharedState;
  #alarms: Map<string, Alarm>;
  readonly #mood: Mood;
  #overview: AlarmOverview;
  #link: LinkState;
  readonly #desk: FakeDesk;
  #pending: FrameBody = {};
  #inFlight = false;
  #n = 0;
  #gaps: readonly Gap[];

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#fleet = fakeFleet(scene.routes, scene.seed);
    this.#mood = scene.mood ?? 'busy';
    const alarms = moody(fakeAlarms(this.#fleet.routes), this.#mood, this.#started);
    this.#overview = fakeOverview(alarms, this.#mood, this.#started);
    const hidden = new Map(this.#overview.suppressed.map((entry) => [entry.alarmId, entry.suppression]));
    this.#alarms = new Map(
      alarms.map((alarm) => [alarm.id, { ...alarm, suppression: hidden.get(alarm.id) ?? null }]),
    );
    this.#link = this.#linkIn(LOST.has(scene.phase) ? 'live' : scene.phase);
    this.#gaps = fakeGaps(scene.gaps ?? 0, [...this.#alarms.values()], this.#fleet.routes);
    this.#shared = {
      selection: null,
      settings: SETTING_DEFAULTS,
      panels: ['map', 'board', 'alarms', 'capacity', 'chart'],
      focusAlarm: null,
      board: DEFAULT_BOARD,
      basemap: null,
      host: 'electron',
      timeZone: 'UTC',
      notifications: 'supported',
      ...(scene.acts === true ? { acts: this.#acts() } : {}),
      ...scene.shared,
    };
    this.#desk = new FakeDesk(this.#shared.panels, scene.windowId);
  }

  readonly connect: Connector = (events) => {
    this.#events = events;
    const opening = setTimeout(() => {
      events.opened();
      const reconcile = this.#gaps;
      this.#offer({
        link: this.#link,
        shared: this.#shared,
        clock: this.#clock(),
        desk: this.#desk.state,
        reconcile,
      });
    });
    const losing = LOST.has(this.#scene.phase)
      ? setTimeout(() => {
          this.#link = this.#linkIn(this.#scene.phase);
          this.#offer({ link: this.#link });
        }, LOST_AFTER_MS)
      : undefined;
    const ticking = this.#scene.still ? undefined : setInterval(() => this.#tick(), 1000);
    return {
      send: (text) => this.#heard(JSON.parse(text) as ToMain),
      dispose: () => {
        clearTimeout(opening);
        clearTimeout(losing);
        clearInterval(ticking);
        this.#events = null;
      },
    };
  };

  /** For specs: what this window is subscribed to. */
  get topics(): ReadonlySet<Topic> {
    return this.#topics;
  }

  #heard(message: ToMain): void {
    if (message.t === 'ack') {
      this.#inFlight = false;
      this.#flush();
    } else if (message.t === 'sub') {
      this.#topics.add(message.topic);
      this.#offer(this.#whole(message.topic));
    } else if (message.t === 'unsub') this.#topics.delete(message.topic);
    else {
      // Nobody says yes to a code here.
      if (message.name === 'paired') return;
      const result =
        message.name === this.#scene.fails
          ? fail('offline', 'the gateway has lost its store')
          : this.#call(message.name, message.args);
      this.#events?.message(JSON.stringify({ t: 'result', id: message.id, result }));
    }
  }

  #call(name: CallName, args: unknown): Result<unknown> {
    const arranged = this.#desk.call(name, args);
    if (arranged !== null) {
      this.#offer({ desk: this.#desk.state });
      return arranged;
    }
    const given = args as Record<string, never>;
    switch (name) {
      case 'select':
        return this.#share({ selection: given['routeId'] ?? null }, this.#topics.has('detail'));
      case 'diagnostics':
        return ok(fakeDiagnostics(this.#link));
      case 'setSettings':
        return this.#set(args as Calls['setSettings']['args']);
      case 'dismissGap':
        this.#gaps = this.#gaps.filter(({ id }) => id !== Number(given['id']));
        this.#offer({ reconcile: this.#gaps });
        return ok(null);
      case 'setBoard':
        return this.#share({ board: args as SharedState['board'] }, false);
      case 'setChart':
        return this.#share({ chart: args as NonNullable<SharedState['chart']> }, false);
      case 'history':
        return ok(fakeHistory(given['series'] ?? ''));
      case 'acknowledge':
        return this.#acknowledge(given['alarmId'] ?? '');
      case 'operate':
        return this.#operate(args as Calls['operate']['args']);
      case 'dropAct':
        return this.#share({ acts: [] }, false);
      case 'health':
        return ok(this.#overview.health[0]);
      case 'audit':
        return ok({ items: [], next: null });
      case 'pair':
        return ok({
          userCode: 'WDJB-MJHT',
          address: 'https://gateway.example/pair',
          expiresAt: wallMs(Date.now() + 872_000),
        });
      case 'signIn':
        return fail(
          'bad-request',
          `"${String(given['gateway'])}" is not an address such as https://gateway.example`,
          'gateway',
        );
      default:
        return ok(null);
    }
  }

  #set({ change }: Calls['setSettings']['args']): Result<null> {
    return this.#share({ settings: { ...this.#shared.settings, ...change } }, false);
  }

  #share(change: Partial<SharedState>, detail: boolean): Result<null> {
    this.#shared = { ...this.#shared, ...change };
    this.#offer({ shared: this.#shared, ...(detail ? this.#whole('detail') : {}) });
    return ok(null);
  }

  #acts(): NonNullable<SharedState['acts']> {
    const [one, two] = [...this.#alarms.values()];
    if (one === undefined || two === undefined) return [];
    const waits = {
      ...refusedAct(two, this.#started),
      id: '00000000-0000-4000-a000-000000000002',
      refused: [],
    };
    return [refusedAct(one, this.#started), { ...waits, type: 'acknowledge' }];
  }

  /** Acknowledging and bringing back are enough to look at; the rest is the real gateway's. */
  #operate(operation: Calls['operate']['args']): Result<unknown> {
    switch (operation.type) {
      case 'acknowledge':
        this.#acknowledge(operation.args.alarmId);
        return ok(null);
      case 'acknowledgeMany':
        for (const { alarmId } of operation.args.alarms) this.#acknowledge(alarmId);
        return ok(null);
      case 'unshelve':
      case 'returnToService': {
        const suppressed = this.#overview.suppressed.filter(({ point }) => point !== operation.args.point);
        this.#overview = { ...this.#overview, suppressed, suppressedCount: suppressed.length };
        this.#offer({ overview: this.#overview });
        return ok(null);
      }
      default:
        return ok(null);
    }
  }

  #acknowledge(id: string): Result<unknown> {
    const alarm = this.#alarms.get(id);
    if (alarm === undefined) return fail('not-found', `there is no alarm ${id}`);
    const next = stepAlarm(alarm, {
      type: 'acknowledge',
      at: this.#clock().feed,
      by: 'desk-2',
      comment: null,
    });
    this.#alarms.set(id, next);
    const before = this.#pending.alarms?.rows ?? [];
    this.#offer({ alarms: { full: this.#pending.alarms?.full ?? false, rows: [...before, [id, next]] } });
    return ok(next);
  }

  #whole(topic: Topic): FrameBody {
    const live = this.#link.phase !== 'signed-out' && this.#link.phase !== 'refused';
    if (!live || this.#link.phase === 'catching-up') return {};
    const { routes, vans } = this.#fleet;
    const count = (phase: RouteState['phase']): number => routes.filter((r) => r.phase === phase).length;
    switch (topic) {
      case 'routes':
        return { routes: { full: true, rows: routes.map((route) => [route.id, route]) } };
      case 'alarms':
        return { alarms: { full: true, rows: [...this.#alarms].map(([id, alarm]) => [id, alarm]) } };
      case 'overview':
        return { overview: this.#overview };
      case 'metrics':
        return {
          metrics: { full: true, rows: routes.length === 0 ? [] : SERIES.map((s) => [s, fakeMetric(s)]) },
        };
      case 'positions':
        return { positions: this.#positions(true) };
      case 'capacity':
        return {
          capacity: {
            received: wallMs(Date.now() - 1_000),
            value: {
              at: feedMs(NOON),
              planned: count('planned'),
              enRoute: count('en-route'),
              atStop: count('at-stop'),
              completed: count('completed'),
              silent: routes.filter((r) => r.conditions.includes('silent')).length,
              total: routes.length,
            },
          },
        };
      case 'detail': {
        const at = routes.findIndex((route) => route.id === this.#shared.selection);
        const [route, van] = [routes[at], vans[at]];
        return { detail: route && van ? fakeDetail(route, van) : null };
      }
      case 'city':
        return { city: CITY };
    }
  }

  #positions(full: boolean): PositionFrame {
    const { vans, routes } = this.#fleet;
    const places = vans.map(vanAt);
    return {
      full,
      at: this.#clock().feed,
      names: full ? routes.map((route, i): [number, string] => [i, route.vehicleId ?? '']) : [],
      handles: routes.map((_, i) => i),
      lat: places.map((place) => Math.round(place.lat * 1e5)),
      lon: places.map((place) => Math.round(place.lon * 1e5)),
      heading: places.map((place) => place.heading),
      speed: vans.map((van) => (van.pace === 0 ? 0 : 80)),
      observed: vans.map((van) => van.age),
    };
  }

  /** A tenth of the fleet changes a little, and every van moves. */
  #tick(): void {
    // What is on its way may be whole: a change must not take its place.
    if (this.#link.phase !== 'live' || this.#inFlight) return;
    for (const van of this.#fleet.vans) van.at = Math.abs((van.at + van.pace) % 1);
    const second = Math.floor((Date.now() - this.#started) / 1000);
    const rows = this.#fleet.routes.flatMap((route, i): [string, Partial<RouteState>][] =>
      (i + second) % 10 === 0 && route.adherence !== null
        ? [[route.id, { adherence: route.adherence + (second % 5) * 7 }]]
        : [],
    );
    this.#link = { ...this.#link, lastByteAt: wallMs(Date.now()) };
    const body: FrameBody = { link: this.#link, clock: this.#clock() };
    this.#offer({
      ...body,
      ...(this.#topics.has('routes') ? { routes: { full: false, rows } } : {}),
      ...(this.#topics.has('positions') ? { positions: this.#positions(false) } : {}),
    });
  }

  #clock() {
    const now = Date.now();
    const since = this.#scene.still ? 0 : now - this.#started;
    const clock = { feed: feedMs(NOON + since), wall: wallMs(now), rate: 1, received: wallMs(now) };
    return { ...clock, lateAfter: 300 };
  }

  #offer(body: FrameBody): void {
    this.#pending = { ...this.#pending, ...body };
    this.#flush();
  }

  #flush(): void {
    if (this.#inFlight || this.#events === null || Object.keys(this.#pending).length === 0) return;
    const body = this.#pending;
    this.#pending = {};
    this.#inFlight = true;
    this.#n += 1;
    this.#events.message(JSON.stringify({ t: 'frame', n: this.#n, body }));
  }

  #linkIn(phase: LinkState['phase']): LinkState {
    const now = Date.now();
    const known = phase !== 'signed-out';
    return {
      phase,
      gateway: known ? 'https://gateway.example' : null,
      user: known ? 'desk 2' : null,
      role: known ? 'dispatcher' : null,
      tenant: known ? 'San Francisco' : null,
      lastByteAt: known ? wallMs(now - (phase === 'waiting' || phase === 'stale' ? 94_000 : 400)) : null,
      nextTryAt: phase === 'waiting' ? wallMs(now + 12_000) : null,
      attempt: phase === 'waiting' ? 4 : 0,
      reason: REASONS[phase] ?? null,
      remaining: phase === 'catching-up' ? 3_120 : null,
      changesPerSecond: phase === 'live' ? 212 : 0,
      counters: {},
    };
  }
}
