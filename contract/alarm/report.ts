import type { WallMs } from '../time.ts';

/**
 * What became of a native notification, as far as the operating system tells. `do-not-disturb`: it took it and told that it
 * did not show it now. `denied`: nobody allows this program to show any.
 */
export const NOTIFICATION_OUTCOMES = [
  'shown',
  'clicked',
  'closed',
  'failed',
  'unsupported',
  'denied',
  'do-not-disturb',
] as const;
export type NotificationOutcome = (typeof NOTIFICATION_OUTCOMES)[number];

/** What a console says about alarms that reached it: `received` when it has written them down. */
export interface AlarmReport {
  readonly alarmId: string;
  readonly what: 'received' | NotificationOutcome;
  /** Why it failed, in the system's words. */
  readonly detail?: string;
}
export const MAX_REPORTS = 500;

export interface ReportRequest {
  /** Name of the desk. */
  readonly console: string | null;
  /** By the console's own clock, for the record only. */
  readonly at: WallMs;
  /** 1 to `MAX_REPORTS`. */
  readonly reports: readonly AlarmReport[];
}
