import type { Alarm } from '../../contract/alarm.ts';
import type { AlarmOverview } from '../../contract/alarm/overview.ts';
import type { Annunciation } from '../../contract/annunciation.ts';
import { DEFAULT_BOARD } from '../../contract/board.ts';
import type { FrameBody, Gap, LinkState, SharedState, Stamped, Topic } from '../../contract/bridge.ts';
import type { Disposable } from '../../contract/disposable.ts';
import type { Capacity, RouteDetail, RouteState } from '../../contract/fleet.ts';
import type { CityMap } from '../../contract/ingest.ts';
import type { DeskState } from '../../contract/layout/types.ts';
import { SETTING_DEFAULTS } from '../../contract/settings.ts';
import { ClockStore } from './clock.ts';
import { HostStore } from './host.ts';
import { HoverStore } from './hover.ts';
import { LookStore } from './look.ts';
import { MetricsStore } from './metrics.ts';
import { PositionsStore } from './positions.ts';
import { RowsStore } from './rows.ts';
import { ValueStore } from './value.ts';

const NO_LINK: LinkState = {
  phase: 'idle',
  gateway: null,
  user: null,
  role: null,
  tenant: null,
  lastByteAt: null,
  nextTryAt: null,
  attempt: 0,
  reason: null,
  remaining: null,
  changesPerSecond: 0,
  counters: {},
};

const NO_SHARED: SharedState = {
  selection: null,
  settings: SETTING_DEFAULTS,
  panels: ['map', 'board', 'alarms', 'capacity', 'chart'],
  focusAlarm: null,
  board: DEFAULT_BOARD,
  basemap: null,
  host: 'web',
  notifications: 'unsupported',
};

/** Thin mirrors of what main sends; the only writer is `apply`. */
export class Stores implements Disposable {
  readonly routes = new RowsStore<RouteState>();
  readonly alarms = new RowsStore<Alarm>();
  /** What stands beside the alarms; null until the gateway has said. */
  readonly overview = new ValueStore<AlarmOverview | null>(null);
  readonly metrics = new MetricsStore();
  readonly positions = new PositionsStore();
  readonly capacity = new ValueStore<Stamped<Capacity> | null>(null);
  /** The selected route's. */
  readonly detail = new ValueStore<RouteDetail | null>(null);
  /** `undefined` until main has said; null where the source has no map of its own. */
  readonly city = new ValueStore<CityMap | null | undefined>(undefined);
  /** Times in which the console heard nothing, the newest first. */
  readonly gaps = new ValueStore<readonly Gap[]>([]);
  readonly link = new ValueStore<LinkState>(NO_LINK);
  readonly shared = new ValueStore<SharedState>(NO_SHARED);
  /** How the desk is arranged; null until main has said. */
  readonly desk = new ValueStore<DeskState | null>(null);
  /** How the console calls for a human; null until main has said. */
  readonly annunciation = new ValueStore<Annunciation | null>(null);
  /** Whether this window is the one that makes the sounds. */
  readonly voice = new ValueStore<boolean>(false);
  /** Whether this window hears its own console at all. */
  readonly host = new HostStore();
  readonly hover = new HoverStore();
  /** How this window is drawn; read the tokens again after it changed. */
  readonly look = new LookStore();
  readonly clock: ClockStore;

  constructor(wall?: () => number) {
    this.clock = new ClockStore(wall);
  }

  /** Everything of one frame, before anything is painted. */
  apply(body: FrameBody): void {
    if (body.clock) this.clock.set(body.clock);
    if (body.link) this.link.set(body.link);
    if (body.annunciation) this.annunciation.set(body.annunciation);
    if (body.reconcile) this.gaps.set(body.reconcile);
    if (body.shared) this.shared.set(body.shared);
    if (body.desk) this.desk.set(body.desk);
    if (body.routes) this.routes.apply(body.routes);
    if (body.alarms) this.alarms.apply(body.alarms);
    if (body.overview !== undefined) this.overview.set(body.overview);
    if (body.metrics) this.metrics.apply(body.metrics);
    if (body.positions) this.positions.apply(body.positions);
    if (body.capacity) this.capacity.set(body.capacity);
    if (body.detail !== undefined) this.detail.set(body.detail);
    if (body.city !== undefined) this.city.set(body.city);
  }

  /** Nobody needs the topic any more: forget it, so that reopening shows "nothing yet" and not an old picture. */
  forget(topic: Topic): void {
    const forget: Record<Topic, () => void> = {
      routes: () => this.routes.reset(),
      alarms: () => this.alarms.reset(),
      overview: () => this.overview.set(null),
      metrics: () => this.metrics.reset(),
      positions: () => this.positions.reset(),
      capacity: () => this.capacity.set(null),
      detail: () => this.detail.set(null),
      city: () => this.city.set(undefined),
    };
    forget[topic]();
  }

  dispose(): void {
    this.clock.dispose();
  }
}
