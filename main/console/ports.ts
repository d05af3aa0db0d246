import type { Priority } from '../../contract/alarm.ts';
import type { NotificationAction } from '../../contract/annunciation.ts';
import type { NotificationOutcome } from '../../contract/bridge.ts';
import type { Disposable } from '../../contract/disposable.ts';
import type { DisplayIdentity } from '../../contract/layout/types.ts';
import type { RouteId } from '../../contract/fleet.ts';
import type { WallMs } from '../../contract/time.ts';

/** What the console needs from whoever hosts it. A host implements these and calls `createConsole`; nothing else passes. */
export interface Ports {
  readonly clock: Clock;
  readonly windows: Windows;
  /** null where the operating system is reached through an attached renderer (web host): the console then sends `notify` to one of them. */
  readonly notifications: Notifications | null;
  readonly vault: TokenVault;
  readonly displays: Displays;
  readonly power: Power;
  readonly settings: SettingsStore;
  readonly journal: Journal;
  readonly log: Logger;
  /** Absent where the desktop is out of reach (web host): the page then calls by its title. */
  readonly attention?: Attention;
}

/** The taskbar's flash, the dock's bounce: seen while another program is in front. */
export interface Attention {
  /** Until it is called with false, or the operator comes to the window. */
  call(on: boolean): void;
}

/** Wall time and the only timers that the console has: tests give their own. */
export interface Clock {
  now(): WallMs;
  /** Milliseconds since any one moment: it never jumps with the wall clock, so every wait is reckoned with it. */
  elapsed(): number;
  /** Once, after `ms` milliseconds >= 0; disposing before that prevents it. */
  after(ms: number, run: () => void): Disposable;
}

export interface Windows {
  /** An operator asked for this alarm, or for all (null): bring a window to the front. What it shows is already in the shared state. */
  show(target: { readonly alarmId: string | null; readonly routeId: RouteId | null }): void;
  /**
   * These are the windows, all of them: others close, missing ones open, and a window whose `placing` is another than the last time
   * is moved. The rest stay as they are, though the operator is just dragging one. `main` is the first.
   */
  reconcile(windows: readonly WindowPlace[]): void;
}

export interface WindowPlace {
  /** `main` or a UUID. */
  readonly id: string;
  readonly title: string;
  readonly bounds: Bounds;
  readonly state: 'normal' | 'maximized' | 'fullscreen';
  /** Rises each time that it is to be put there anew. */
  readonly placing: number;
}

/** Where a window was found to be. */
export interface WindowReport {
  /** As it is when neither maximized nor full screen. */
  readonly bounds: Bounds;
  readonly state: WindowPlace['state'];
  /** What it covers now. */
  readonly extent: Bounds;
}

export interface NotificationRequest {
  /** The alarm's id, so that the same alarm replaces instead of piling up; `summary` for several at once. */
  readonly id: string;
  readonly title: string;
  readonly body: string;
  /** Stays until dismissed where the system can. */
  readonly urgent: boolean;
  /** Decides how urgent the system takes it; absent is 2. */
  readonly priority?: Priority;
  /** The system makes no sound of its own. */
  readonly silent?: boolean;
  /** With buttons to show and to acknowledge the alarm, where the system has them. */
  readonly actions?: boolean;
}

export interface OutcomeMore {
  /** In the system's words. */
  readonly detail?: string;
  /** Which button was clicked; absent is the notification itself. */
  readonly action?: NotificationAction;
}
export type TellOutcome = (outcome: NotificationOutcome, more?: OutcomeMore) => void;

export interface Notifications {
  supported(): 'supported' | 'unsupported' | 'denied' | 'ask';
  /** `outcome` may be called several times: shown, then clicked or closed. Never throws: a failure is an outcome. */
  show(request: NotificationRequest, outcome: TellOutcome): void;
  /** Takes it off the screen when the alarm was acknowledged elsewhere; unknown ids are ignored. */
  dismiss(id: string): void;
}

export type VaultResult<T> =
  | { readonly ok: true; readonly value: T }
  /** `unavailable`: no keychain on this system; `failed`: it is there and refused (locked, full, too long). */
  | { readonly ok: false; readonly reason: 'unavailable' | 'failed'; readonly message: string };

/** Tokens by gateway address. No implementation logs, echoes or writes one anywhere else. */
export interface TokenVault {
  /** Why tokens will not outlive this process, in words for the operator; null where they do. */
  readonly warning: string | null;
  get(gateway: string): Promise<VaultResult<string | null>>;
  set(gateway: string, token: string): Promise<VaultResult<null>>;
  delete(gateway: string): Promise<VaultResult<null>>;
}

/** Device-independent pixels of the whole desktop. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Display {
  readonly identity: DisplayIdentity;
  /** Its bounds without bars and docks. */
  readonly workArea: Bounds;
}

export interface Displays {
  /** The primary first; empty where the host has no say over windows. */
  list(): readonly Display[];
  /** One came, went, or has another size, place or scale. */
  onChange(changed: () => void): Disposable;
}

export type PowerEvent = 'resume' | 'unlock' | 'network';
export interface Power {
  onEvent(listener: (event: PowerEvent) => void): Disposable;
}

/** One attached renderer: a MessagePort or a WebSocket. Text both ways, in order. */
export interface FramePort {
  send(text: string): void;
  onMessage(listener: (text: string) => void): void;
  /** Called once, however it ended. */
  onClose(listener: () => void): void;
  close(): void;
}

/** One small JSON value. The console validates what it loads, so a store may return anything. */
export interface SettingsStore {
  /** undefined where nothing was saved yet. Rejects when it cannot be read. */
  load(): Promise<unknown>;
  save(settings: unknown): Promise<void>;
}

export type JournalResult<T> =
  | { readonly ok: true; readonly value: T }
  /** `full`: no room on the disk; `denied`: not ours to write; `failed`: anything else. */
  | { readonly ok: false; readonly reason: 'full' | 'denied' | 'failed'; readonly message: string };

/**
 * A log of small JSON values that outlives the process. Calls are made one after the other, never before the last one has
 * answered; an `ok` means that it would be there after a loss of power. Never rejects. The console folds and validates what it loads.
 */
export interface Journal {
  /** `damaged`: lines that could not be read and are left out. Nothing written yet is no records. */
  load(): Promise<JournalResult<{ readonly records: readonly unknown[]; readonly damaged: number }>>;
  /** In order. After a failure any part of them may be there; the console then replaces the whole. */
  append(records: readonly unknown[]): Promise<JournalResult<null>>;
  /** These instead of everything so far: all of it or nothing, also over a crash. */
  replace(records: readonly unknown[]): Promise<JournalResult<null>>;
}

/** Structured; fields are plain data and never hold a token. */
export interface Logger {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void;
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}
