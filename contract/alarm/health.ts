import type { WallMs } from '../time.ts';
import type { AlarmRule, Priority } from './rules.ts';

/**
 * How well the alarm system serves one operator position: the figures of ISA-18.2 / IEC 62682, clause "monitoring and
 * assessment", over any window. Shares are 0 to 1. Only what was annunciated counts: not what was raised suppressed.
 */
export interface AlarmHealth {
  readonly from: WallMs;
  /** Exclusive. */
  readonly to: WallMs;
  /** null is all of them together. */
  readonly position: string | null;
  /** Annunciated within the window: raised, reactivated, or unshelved while active. */
  readonly alarms: number;
  readonly per10Min: {
    /** `alarms` over the length of the window. */
    readonly average: number;
    /** Most within any 10 minutes that end in the window. */
    readonly peak: number;
    /** When that was reached first; null with no alarm. */
    readonly peakAt: WallMs | null;
  };
  /** A flood begins with the 11th alarm within 10 minutes and ends when fewer than 5 are left in the last 10. */
  readonly floods: number;
  readonly floodShare: number;
  /** Points that came 3 times or more within a minute, the most frequent first. */
  readonly chattering: readonly SourceCount[];
  /** Open and active for more than 24 h at the end of the window. */
  readonly standing: number;
  /** The ten points with most alarms, and their share of all. */
  readonly top: readonly SourceCount[];
  readonly topShare: number;
  readonly priorities: Readonly<Record<Priority, number>>;
  readonly toAcknowledge: {
    /**
     * Alarms annunciated in the window and acknowledged in it: from the first time that it asked there until its answer,
     * milliseconds. Quantiles by nearest rank.
     */
    readonly count: number;
    readonly medianMs: number | null;
    readonly p95Ms: number | null;
    /** Annunciated in the window and still waiting for it at its end. */
    readonly waiting: number;
  };
}

export interface SourceCount {
  readonly point: string;
  readonly rule: AlarmRule;
  readonly ruleId: string;
  readonly count: number;
}

export interface HealthRequest {
  readonly from: WallMs;
  readonly to: WallMs;
  readonly position: string | null;
}
/** Longest window. */
export const MAX_HEALTH_MS = 31 * 24 * 3_600_000;

/** What is acceptable: ISA-18.2-2016 table 7 and EEMUA 191. Counts are upper bounds; priorities are about these shares. */
export const HEALTH_TARGETS = {
  per10Min: 1,
  per10MinMost: 2,
  floodBegins: 10,
  floodEnds: 5,
  floodShare: 0.01,
  chattering: 0,
  chatterCount: 3,
  standing: 5,
  topShare: 0.05,
  priorities: { 1: 0.05, 2: 0.15, 3: 0.8 },
} as const;
/** Widths of the sliding windows: alarms per 10 minutes, and chatter per minute. */
export const FLOOD_WINDOW_MS = 600_000;
export const CHATTER_WINDOW_MS = 60_000;
export const STANDING_MS = 24 * 3_600_000;
