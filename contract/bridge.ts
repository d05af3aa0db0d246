import type { Alarm } from './alarm.ts';
import type { AlarmOperation, PendingAct } from './alarm/acts.ts';
import type { AuditPage, AuditRequest } from './alarm/audit.ts';
import type { AlarmHealth, HealthRequest } from './alarm/health.ts';
import type { AlarmOverview } from './alarm/overview.ts';
import type { NotificationOutcome } from './alarm/report.ts';
import type {
  Annunciation,
  ChannelResult,
  MainChannel,
  NotificationAction,
  VoiceState,
} from './annunciation.ts';
import type { ChartView } from './chart.ts';
import type { BoardView, SavedFilters } from './board.ts';
import type { Diagnostics } from './diagnostics.ts';
import type { ExternalSites } from './external.ts';
import type { Capacity, Mark, RouteDetail, RouteId, RouteState } from './fleet.ts';
import type { CityMap } from './ingest.ts';
import type { LayoutCalls } from './layout/calls.ts';
import type { DeskState } from './layout/types.ts';
import type { Metric, SeriesHistory } from './metric.ts';
import type { PendingNote } from './note.ts';
import type { Result } from './result.ts';
import type { UserSettings } from './settings.ts';
import type { PositionFrame, HistoryRequest } from './wire.ts';
import type { FeedClock, WallMs } from './time.ts';

export type { BoardView } from './board.ts';

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

/** Gaps kept, the oldest goes first; alarms and status changes listed of each one, the newest. */
export const MAX_GAPS = 10;
export const MAX_GAP_LISTED = 300;

/** A time in which this console heard nothing or did not run, and what it found to have happened meanwhile. */
export interface Gap {
  /** Rises with each gap of this console. */
  readonly id: number;
  /** Wall time of this computer: the last byte before, and when nothing was missing any more. */
  readonly from: WallMs;
  readonly to: WallMs;
  readonly why: 'offline' | 'not-running';
  /** Raised in between, those closed again in between included: they stand in no stream. In the order of raising. */
  readonly alarms: readonly Alarm[];
  /** All of them, also those not listed. */
  readonly alarmCount: number;
  /** Routes whose mark is another; null where no window watched the routes all along. */
  readonly statusChanges: readonly StatusChange[] | null;
  readonly statusCount: number | null;
  /** False where the alarm history could not be read to its end: there may have been more alarms. */
  readonly complete: boolean;
}

export interface StatusChange {
  readonly routeId: RouteId;
  readonly before: Mark;
  readonly after: Mark;
}

/** When main received it, so that a window that was asleep can still tell its age. */
export interface Stamped<T> {
  readonly value: T;
  readonly received: WallMs;
}

export interface ReceivedClock extends FeedClock {
  readonly received: WallMs;
}

export type LinkPhase =
  | 'idle'
  /** No address or token yet: the first run. */
  | 'signed-out'
  | 'connecting'
  /** Connected, snapshot or replay under way. */
  | 'catching-up'
  | 'live'
  /** Connected and silent: 6 s without a byte. */
  | 'stale'
  /** Waiting for the next try. */
  | 'waiting'
  /** The gateway refused, and trying again cannot help: a human must act. */
  | 'refused';

export interface LinkState {
  readonly phase: LinkPhase;
  readonly gateway: string | null;
  /** Who this console is, from the token. */
  readonly user: string | null;
  readonly role: string | null;
  readonly tenant: string | null;
  /** Wall time of the last byte from the gateway. */
  readonly lastByteAt: WallMs | null;
  /** Wall time of the next try, in phase `waiting`. */
  readonly nextTryAt: WallMs | null;
  readonly attempt: number;
  /** Why, in `stale`, `waiting`, `refused`; in any other phase at most `no-journal` (what was notified and commanded will not
   * outlive this process) or `no-keychain` (the token will not). */
  readonly reason: LinkReason | null;
  /** Keys still to come, in `catching-up`. */
  readonly remaining: number | null;
  /** Applied stream changes a second, over the last 5 s. */
  readonly changesPerSecond: number;
  /** Since start, by kind: never silently. */
  readonly counters: Readonly<Record<string, number>>;
}

export interface LinkReason {
  readonly code:
    | 'unreachable'
    | 'closed'
    | 'silent'
    | 'expired'
    | 'revoked'
    | 'forbidden'
    | 'bad-token'
    | 'busy'
    | 'protocol'
    /** The gateway's certificate: expired, of another name, of an issuer that is not trusted here, not the pinned key, or no TLS at all. */
    | 'tls-expired'
    | 'tls-name'
    | 'tls-issuer'
    | 'tls-pin'
    | 'tls'
    | 'no-keychain'
    | 'no-journal';
  readonly message: string;
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

/** By user and password, or by a token of the gateway's command line. */
export type SignInArgs =
  | { readonly gateway: string; readonly user: string; readonly password: string }
  | { readonly gateway: string; readonly token: string };

export interface PairingCode {
  /** `WDJB-MJHT`. */
  readonly userCode: string;
  /** Where a supervisor types it. */
  readonly address: string;
  /** Wall time of this computer. */
  readonly expiresAt: WallMs;
}

/** Renderer -> main, each answered by a `Result`. */
export interface Calls extends LayoutCalls {
  readonly select: { readonly args: { readonly routeId: RouteId | null }; readonly value: null };
  readonly acknowledge: {
    readonly args: { readonly alarmId: string; readonly comment?: string; readonly occurrence?: number };
    readonly value: Alarm;
  };
  /** Done once it cannot be lost any more; what becomes of it is in the alarms, and in `acts` until then. */
  readonly operate: { readonly args: AlarmOperation; readonly value: null };
  /** The operator has read why it was refused. */
  readonly dropAct: { readonly args: { readonly id: string }; readonly value: null };
  readonly health: { readonly args: HealthRequest; readonly value: AlarmHealth };
  readonly audit: { readonly args: AuditRequest; readonly value: AuditPage };
  readonly history: { readonly args: HistoryRequest; readonly value: SeriesHistory };
  /** Those that are named; the others stay. */
  readonly setSettings: { readonly args: { readonly change: Partial<UserSettings> }; readonly value: null };
  readonly setBoard: { readonly args: BoardView; readonly value: null };
  readonly setChart: { readonly args: ChartView; readonly value: null };
  /** Done once the note cannot be lost any more; what becomes of it is in `pendingNotes`, then in the route's detail. */
  readonly setNote: {
    readonly args: { readonly routeId: RouteId; readonly text: string; readonly ifVersion?: number };
    readonly value: null;
  };
  /** Forgets a note that was refused. */
  readonly dropNote: { readonly args: { readonly routeId: RouteId }; readonly value: null };
  /** Keeps the view under the name, in place of one that has it: `conflict` where there is no room for another. */
  readonly saveFilter: {
    readonly args: { readonly name: string; readonly view: BoardView };
    readonly value: null;
  };
  /** `not-found`, or `conflict` where another has the new name. */
  readonly renameFilter: {
    readonly args: { readonly name: string; readonly to: string };
    readonly value: null;
  };
  readonly deleteFilter: { readonly args: { readonly name: string }; readonly value: null };
  /** Which one a new start shows; null is where the last one ended. */
  readonly startWithFilter: { readonly args: { readonly name: string | null }; readonly value: null };
  readonly setViewport: {
    readonly args: { readonly viewport: readonly [number, number, number, number] | null };
    readonly value: null;
  };
  /**
   * The first run, or after a refusal: the session's refresh token goes into the vault. Passwords and tokens go this way only.
   * `field` of a failure is `gateway`, `user`, `password` or `token`.
   */
  readonly signIn: { readonly args: SignInArgs; readonly value: null };
  /** A code to be approved by someone else, for a wall without a keyboard. The one before is given up. */
  readonly pair: { readonly args: { readonly gateway: string }; readonly value: PairingCode };
  /** Answers when the code was approved (the console is then signed in), denied (`forbidden`), or is over (`expired`). */
  readonly paired: { readonly args: Record<string, never>; readonly value: null };
  readonly cancelPairing: { readonly args: Record<string, never>; readonly value: null };
  readonly signOut: { readonly args: Record<string, never>; readonly value: null };
  readonly retryNow: { readonly args: Record<string, never>; readonly value: null };
  /** The operator has seen it: it goes from every window, and does not come back. */
  readonly dismissGap: { readonly args: { readonly id: number }; readonly value: null };
  /** How the console is, at this moment. */
  readonly diagnostics: { readonly args: Record<string, never>; readonly value: Diagnostics };
  /** What became of a notification that main asked the renderer to show (web host). */
  readonly notified: {
    readonly args: {
      readonly alarmId: string;
      readonly outcome: NotificationOutcome;
      /** Why, in the system's words. */
      readonly detail?: string;
      readonly action?: NotificationAction;
    };
    readonly value: null;
  };
  /** All that sounds now is silent for a while. It is no acknowledgement, and the next alarm sounds again. */
  readonly silence: { readonly args: Record<string, never>; readonly value: null };
  /** What this window's sound can do: main chooses the one window that makes it. */
  readonly voice: { readonly args: { readonly state: VoiceState }; readonly value: null };
  /** As a click on its notification. */
  readonly showAlarm: { readonly args: { readonly alarmId: string }; readonly value: null };
  /** Tries one channel; answers when the system did, or its time was up. */
  readonly testChannel: {
    readonly args: { readonly channel: MainChannel };
    readonly value: Omit<ChannelResult, 'noticed'>;
  };
  /** What a test found, in the journal; in place of the one before. */
  readonly recordTest: {
    readonly args: { readonly results: readonly ChannelResult[] };
    readonly value: null;
  };
}
export type CallName = keyof Calls;
export type { NotificationOutcome };

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
