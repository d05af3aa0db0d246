import type { Alarm } from './alarm.ts';
import type { PendingAct } from './alarm/acts.ts';
import type { AlarmOverview } from './alarm/overview.ts';
import type { Annunciation } from './annunciation.ts';
import type { ChartView } from './chart.ts';
import type { BoardView, SavedFilters } from './board.ts';
import type { ExternalSites } from './external.ts';
import type { Capacity, RouteDetail, RouteId, RouteState } from './fleet.ts';
import type { CityMap } from './ingest.ts';
import type { DeskState } from './layout/types.ts';
import type { Metric } from './metric.ts';
import type { PendingNote } from './note.ts';
import type { Result } from './result.ts';
import type { UserSettings } from './settings.ts';
import type { PositionFrame } from './wire.ts';
import type { FeedClock, WallMs } from './time.ts';
import type { Gap } from './gap.ts';
import type { LinkState } from './link.ts';
import type { Calls } from './calls.ts';

export type { BoardView } from './board.ts';
export type { Calls, PairingCode, SignInArgs } from './calls.ts';
export { MAX_GAP_LISTED, MAX_GAPS, type Gap, type StatusChange } from './gap.ts';
export type { LinkPhase, LinkReason, LinkState } from './link.ts';

/**
 * What main and a renderer say to each other: over a MessagePort in Electron, over a WebSocket in the web host. Each message is one
 * string of JSON, so that a frame is encoded once for all windows. A renderer subscribes to topics; main sends at most one
 * frame in flight to a window (the renderer answers `ack`), merges what comes meanwhile, and falls back to `full` topics.
 */
export const TOPICS = [
  'routes',
  'alarms',
  'overview',
  'metrics',
  'positions',
  'capacity',
  'detail',
  'city',
] as const;
export type Topic = (typeof TOPICS)[number];

/** Keyed rows: fields overwrite shallowly; null removes. `full` replaces everything. */
export interface RowsPatch<T> {
  readonly full: boolean;
  readonly rows: readonly (readonly [key: string, fields: Partial<T> | null])[];
}

/** What one frame holds; a topic that did not change is absent. `link`, `shared`, `desk`, `clock`, `reconcile` and `annunciation` reach every window without asking. */
export interface FrameBody {
  readonly routes?: RowsPatch<RouteState>;
  readonly alarms?: RowsPatch<Alarm>;
  /** Null while the gateway has not said: it has none, or was not asked yet. */
  readonly overview?: AlarmOverview | null;
  readonly metrics?: RowsPatch<Metric>;
  readonly positions?: PositionFrame;
  readonly capacity?: Stamped<Capacity>;
  /** The selected route's, null when nothing is selected. */
  readonly detail?: RouteDetail | null;
  /** Once after the subscription; null where the source has no map of its own. */
  readonly city?: CityMap | null;
  readonly link?: LinkState;
  readonly shared?: SharedState;
  /** How windows and panels are arranged, and the layouts. */
  readonly desk?: DeskState;
  readonly clock?: ReceivedClock;
  /** The newest first, at most `MAX_GAPS`. */
  readonly reconcile?: readonly Gap[];
  readonly annunciation?: Annunciation;
}

/** When main received it, so that a window that was asleep can still tell its age. */
export interface Stamped<T> {
  readonly value: T;
  readonly received: WallMs;
}

export interface ReceivedClock extends FeedClock {
  readonly received: WallMs;
}

export type { Theme } from './settings.ts';
export type Panel = 'map' | 'board' | 'alarms' | 'capacity' | 'chart' | 'route' | 'alarm-desk';
export const PANELS: readonly Panel[] = [
  'map',
  'board',
  'alarms',
  'capacity',
  'chart',
  'route',
  'alarm-desk',
];
/** What a first start opens; the route's detail and the alarm desk are asked for. */
export const OPEN_AT_FIRST: readonly Panel[] = PANELS.filter(
  (panel) => panel !== 'route' && panel !== 'alarm-desk',
);

/** One for all windows; lives in main. */
export interface SharedState {
  readonly selection: RouteId | null;
  /** What the user has set, as it is kept: `system` is decided where it is used. */
  readonly settings: UserSettings;
  /** Panels that stand in any window; follows from `desk`. */
  readonly panels: readonly Panel[];
  /** Alarm that a notification's click asked for; shown and scrolled to. */
  readonly focusAlarm: string | null;
  readonly board: BoardView;
  /** Absent: as `FIRST_CHART`. */
  readonly chart?: ChartView;
  /** Notes that the gateway has not taken yet, the oldest first, at most one for each route. */
  readonly pendingNotes?: readonly PendingNote[];
  /** What was done with alarms here and is not answered or was refused, the oldest first; absent is none. */
  readonly acts?: readonly PendingAct[];
  /** Board views under names; absent is none. */
  readonly filters?: SavedFilters;
  /** Basemap: an `app://tiles/ID` or style of the configuration; null draws the source's own streets. */
  readonly basemap: Basemap | null;
  /** Where links may lead; absent: to the program's own sites. */
  readonly sites?: ExternalSites;
  readonly host: 'electron' | 'web';
  /** The fleet's zone, an IANA name that `Intl` knows; absent or null is this computer's. */
  readonly timeZone?: string | null;
  readonly notifications: 'supported' | 'unsupported' | 'denied' | 'ask';
}

export interface Basemap {
  readonly kind: 'pmtiles' | 'style';
  /** Same-origin path that the renderer may fetch. */
  readonly url: string;
  /** Line that the data's licence asks for. */
  readonly attribution: string;
}

export type CallName = keyof Calls;
export type { NotificationOutcome } from './alarm/report.ts';

export type ToMain =
  | { readonly t: 'sub'; readonly topic: Topic }
  | { readonly t: 'unsub'; readonly topic: Topic }
  | { readonly t: 'ack'; readonly n: number }
  | { readonly t: 'call'; readonly id: number; readonly name: CallName; readonly args: unknown };

export type ToRenderer =
  | { readonly t: 'frame'; readonly n: number; readonly body: FrameBody }
  | { readonly t: 'result'; readonly id: number; readonly result: Result<unknown> }
  /** Web host only: the browser shows it. */
  | {
      readonly t: 'notify';
      readonly alarmId: string;
      readonly title: string;
      readonly body: string;
      /** Stays until it is closed. */
      readonly urgent: boolean;
      /** The system makes no sound: a window of ours does. */
      readonly silent?: boolean;
    }
  /** Web host only: takes it off the screen. */
  | { readonly t: 'dismiss'; readonly alarmId: string }
  /** Whether this window is the one that makes the sounds. */
  | { readonly t: 'voice'; readonly mine: boolean };
