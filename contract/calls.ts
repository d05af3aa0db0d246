import type { Alarm } from './alarm.ts';
import type { AlarmOperation } from './alarm/acts.ts';
import type { AuditPage, AuditRequest } from './alarm/audit.ts';
import type { AlarmHealth, HealthRequest } from './alarm/health.ts';
import type { NotificationOutcome } from './alarm/report.ts';
import type { ChannelResult, MainChannel, NotificationAction, VoiceState } from './annunciation.ts';
import type { ChartView } from './chart.ts';
import type { BoardView } from './board.ts';
import type { Diagnostics } from './diagnostics.ts';
import type { RouteId } from './fleet.ts';
import type { LayoutCalls } from './layout/calls.ts';
import type { SeriesHistory } from './metric.ts';
import type { UserSettings } from './settings.ts';
import type { HistoryRequest } from './wire.ts';
import type { WallMs } from './time.ts';

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
