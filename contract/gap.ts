import type { Alarm } from './alarm.ts';
import type { Mark, RouteId } from './fleet.ts';
import type { WallMs } from './time.ts';

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
  /** `passed`: connected all along, and yet these were over before anything here could show them. */
  readonly why: 'offline' | 'not-running' | 'passed';
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
