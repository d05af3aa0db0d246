import type { Basemap, LinkState } from '../../contract/bridge.ts';
import type { About } from '../../contract/diagnostics.ts';
import type { Priority } from '../../contract/alarm.ts';
import type { Disposable } from '../../contract/disposable.ts';
import type { ExternalSites } from '../../contract/external.ts';
import type { UserSettings } from '../../contract/settings.ts';
import type { Trust } from './net/trust.ts';
import type { FramePort, Ports, WindowReport } from './ports.ts';

export interface ConsoleConfig {
  readonly host: 'electron' | 'web';
  /** Address of the gateway; wins over the saved one. null: the saved one, else the operator is asked. */
  readonly gateway: string | null;
  /** Token of the surroundings (`npm start`, a wall's policy): wins over the vault and is never stored. */
  readonly token: string | null;
  /** Plain http to other than this computer; off unless the configuration says so. */
  readonly allowHttp: boolean;
  /** Whose certificates are believed; absent: what Node brings. */
  readonly trust?: Trust;
  readonly basemap: Basemap | null;
  /** Where links may lead; absent: to the program's own sites. */
  readonly sites?: ExternalSites;
  /** What the host knows of itself; for about and diagnostics. */
  readonly about?: About;
  /** BCP 47, for what the operating system shows. */
  readonly locale: string;
  /** IANA name of the fleet's zone; null: this computer's. */
  readonly timeZone: string | null;
}

export interface OpenAlarms {
  /** Alarms that nobody has acknowledged. */
  readonly unacknowledged: number;
  /** The most urgent among them. */
  readonly worst: Priority | null;
}

export interface Console extends Disposable {
  /** Loads settings and token, then connects. Never rejects: what failed is in `link` and the log. */
  start(): Promise<void>;
  /** The page of a window (`main` or a UUID; the host has validated it); ends by itself when the port closes. */
  attach(port: FramePort, windowId?: string): Disposable;
  readonly link: LinkState;
  onLink(listener: (link: LinkState) => void): Disposable;
  readonly openAlarms: OpenAlarms;
  /** For the tray: called at each change, at most once a tick. */
  onOpenAlarms(listener: (open: OpenAlarms) => void): Disposable;
  /** Valid after `start`. */
  readonly settings: UserSettings;
  /** For what the host draws itself: called once they are loaded and at each change. */
  onSettings(listener: (settings: UserSettings) => void): Disposable;
  /** Selects the alarm's route, focuses the alarm and shows a window. */
  openAlarm(alarmId: string): void;
  /** For a menu or a second instance: try now instead of waiting. */
  retryNow(): void;
  /** All windows of the desk again, after the last one was closed on a system where the program then goes on. */
  openWindows(): void;
  /** The host found a window elsewhere; told once it rests. */
  windowMoved(id: string, report: WindowReport): void;
  /** Its operator closed a window that was torn off: what stood in it goes back to `main`. */
  windowClosed(id: string): void;
  /** Resolves once everything that was to be kept is on the disk, at the end too. Never rejects: what failed is in the log. */
  saved(): Promise<void>;
}

/** Wires the console together; opens nothing and sets no timer before `start`. */
export type CreateConsole = (ports: Ports, config: ConsoleConfig) => Console;
