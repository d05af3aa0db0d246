import type { Alarm } from '../alarm.ts';
import type { WallMs } from '../time.ts';
import type { AlarmHealth } from './health.ts';
import type { Act } from './operator.ts';
import type { SuppressionEntry } from './overview.ts';

/** What one shift leaves to the next, as it was when it was written. */
export interface Handover extends Act {
  /** UUID. */
  readonly id: string;
  /** The position that is handed over; null for all of them. */
  readonly position: string | null;
  /** Beginning of the shift: the handover before; 12 h ago at most. */
  readonly from: WallMs;
  readonly note: string;
  /** What stands, the most urgent first, at most `MAX_HANDED_OVER`. */
  readonly standing: readonly Alarm[];
  readonly standingCount: number;
  /** What is suppressed, at most `MAX_HANDED_OVER`. */
  readonly suppressed: readonly SuppressionEntry[];
  readonly suppressedCount: number;
  readonly happened: {
    readonly raised: number;
    readonly acknowledged: number;
    readonly closed: number;
    readonly escalated: number;
  };
  readonly health: AlarmHealth;
  readonly countersigned: (Act & { readonly comment: string | null }) | null;
  /** 1, and 2 when countersigned. */
  readonly version: number;
}
export const MAX_HANDED_OVER = 50;
