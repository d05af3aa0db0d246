import type {
  CallName,
  Calls,
  FrameBody,
  Gap,
  LinkState,
  ReceivedClock,
  SharedState,
  ToMain,
  Topic,
} from '../../contract/bridge.ts';
import { DEFAULT_BOARD } from '../../contract/board.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { SETTING_DEFAULTS } from '../../contract/settings.ts';
import { wallMs } from '../../contract/time.ts';
import type { Connector } from '../bridge/wire.ts';
import { FakeAlarmDesk } from './alarm-desk.ts';
import { FakeDesk } from './desk.ts';
import { fakeDiagnostics } from './diagnostics.ts';
import { fakeFleet, type FakeFleet } from './fleet.ts';
import { Frames } from './frames.ts';
import { fakeGaps } from './gaps.ts';
import { fakeClock, fakeLink, LOST } from './link.ts';
import type { Scene } from './scene.ts';
import { fakeHistory } from './series.ts';
import { adherenceIn, fakePositions, wholeTopic } from './topics.ts';

/** Until then every panel has what it asked for. */
const LOST_AFTER_MS = 1_000;

/** Main as a window sees it, without a main: answers calls, sends frames, keeps the contract's one frame in flight. */
export class FakeBridge {
  readonly #scene: Scene;
  readonly #fleet: FakeFleet;
  readonly #alarmDesk: FakeAlarmDesk;
  readonly #desk: FakeDesk;
  readonly #frames = new Frames();
  readonly #topics = new Set<Topic>();
  readonly #started = Date.now();
  #shared: SharedState;
  #link: LinkState;
  #gaps: readonly Gap[];

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#fleet = fakeFleet(scene.routes, scene.seed);
    this.#alarmDesk = new FakeAlarmDesk({
      routes: this.#fleet.routes,
      mood: scene.mood ?? 'busy',
      started: this.#started,
      now: () => this.#clock().feed,
      alarmChanged: (id, alarm) => {
        const { full = false, rows = [] } = this.#frames.pending.alarms ?? {};
        this.#frames.offer({ alarms: { full, rows: [...rows, [id, alarm]] } });
      },
      overviewChanged: (overview) => this.#frames.offer({ overview }),
    });
    this.#link = fakeLink(LOST.has(scene.phase) ? 'live' : scene.phase);
    this.#gaps = fakeGaps(scene.gaps ?? 0, [...this.#alarmDesk.alarms.values()], this.#fleet.routes);
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
      ...(scene.acts === true ? { acts: this.#alarmDesk.acts() } : {}),
      ...scene.shared,
    };
    this.#desk = new FakeDesk(this.#shared.panels, scene.windowId);
  }

  readonly connect: Connector = (events) => {
    this.#frames.use(events);
    const opening = setTimeout(() => {
      events.opened();
      this.#frames.offer({
        link: this.#link,
        shared: this.#shared,
        clock: this.#clock(),
        desk: this.#desk.state,
        reconcile: this.#gaps,
      });
    });
    const losing = LOST.has(this.#scene.phase)
      ? setTimeout(() => {
          this.#link = fakeLink(this.#scene.phase);
          this.#frames.offer({ link: this.#link });
        }, LOST_AFTER_MS)
      : undefined;
    const ticking = this.#scene.still ? undefined : setInterval(() => this.#tick(), 1000);
    return {
      send: (text) => this.#heard(JSON.parse(text) as ToMain),
      dispose: () => {
        clearTimeout(opening);
        clearTimeout(losing);
        clearInterval(ticking);
        this.#frames.use(null);
      },
    };
  };

  #heard(message: ToMain): void {
    if (message.t === 'ack') this.#frames.acknowledged();
    else if (message.t === 'sub') {
      this.#topics.add(message.topic);
      this.#frames.offer(this.#whole(message.topic));
    } else if (message.t === 'unsub') this.#topics.delete(message.topic);
    else {
      // Nobody says yes to a code here.
      if (message.name === 'paired') return;
      const result =
        message.name === this.#scene.fails
          ? fail('offline', 'the gateway has lost its store')
          : this.#call(message.name, message.args);
      this.#frames.answer(message.id, result);
    }
  }

  #call(name: CallName, args: unknown): Result<unknown> {
    const arranged = this.#desk.call(name, args);
    if (arranged !== null) {
      this.#frames.offer({ desk: this.#desk.state });
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
        this.#frames.offer({ reconcile: this.#gaps });
        return ok(null);
      case 'setBoard':
        return this.#share({ board: args as SharedState['board'] }, false);
      case 'setChart':
        return this.#share({ chart: args as NonNullable<SharedState['chart']> }, false);
      case 'history':
        return ok(fakeHistory(given['series'] ?? '', this.#scene.routes === 0 ? 0 : undefined));
      case 'acknowledge':
        return this.#alarmDesk.acknowledge(given['alarmId'] ?? '');
      case 'operate':
        return this.#alarmDesk.operate(args as Calls['operate']['args']);
      case 'dropAct':
        return this.#share({ acts: [] }, false);
      case 'health':
        return ok(this.#alarmDesk.overview.health[0]);
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
    this.#frames.offer({ shared: this.#shared, ...(detail ? this.#whole('detail') : {}) });
    return ok(null);
  }

  /** Nothing where a console has nothing yet, or nothing any more. */
  #whole(topic: Topic): FrameBody {
    const { phase } = this.#link;
    if (phase === 'signed-out' || phase === 'refused' || phase === 'catching-up') return {};
    return wholeTopic(topic, {
      fleet: this.#fleet,
      alarmDesk: this.#alarmDesk,
      selection: this.#shared.selection,
      feed: this.#clock().feed,
    });
  }

  /** A tenth of the fleet changes a little, and every van moves. */
  #tick(): void {
    // What is on its way may be whole: a change must not take its place.
    if (this.#link.phase !== 'live' || this.#frames.inFlight) return;
    for (const van of this.#fleet.vans) van.at = Math.abs((van.at + van.pace) % 1);
    const second = Math.floor((Date.now() - this.#started) / 1000);
    this.#link = { ...this.#link, lastByteAt: wallMs(Date.now()) };
    const clock = this.#clock();
    this.#frames.offer({
      link: this.#link,
      clock,
      ...(this.#topics.has('routes')
        ? { routes: { full: false, rows: adherenceIn(second, this.#fleet) } }
        : {}),
      ...(this.#topics.has('positions') ? { positions: fakePositions(this.#fleet, clock.feed, false) } : {}),
    });
  }

  #clock(): ReceivedClock {
    return fakeClock(this.#scene.still ? 0 : Date.now() - this.#started);
  }
}
