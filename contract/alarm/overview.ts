import type { Alarm } from '../alarm.ts';
import type { WallMs } from '../time.ts';
import type { AlarmHealth } from './health.ts';
import type { Handover } from './handover.ts';
import type { Cause, Suppression } from './operator.ts';
import type { AlarmRule, Priority } from './rules.ts';

/** Most entries in an overview; the counts beside them are of all. */
export const MAX_LISTED = 500;

/** One row of the suppression board: a point that is not annunciated, whether or not its alarm stands. */
export interface SuppressionEntry {
  readonly point: string;
  readonly rule: AlarmRule;
  readonly ruleId: string;
  readonly priority: Priority;
  readonly routeId: Alarm['routeId'];
  readonly vehicleId: Alarm['vehicleId'];
  readonly series: string | null;
  readonly suppression: Suppression;
  /** The alarm that stands there now. */
  readonly alarmId: string | null;
  /** How often it came since it was suppressed. */
  readonly occurrences: number;
}

export interface FloodState {
  /** Since when, while there is one. */
  readonly since: WallMs | null;
  /** Alarms annunciated in the last 10 minutes. */
  readonly last10Min: number;
  /** Of the flood, the largest first; empty without one. An alarm without a cause group is its rule's. */
  readonly groups: readonly FloodGroup[];
}
/** What stood when the gateway began and still waits for an answer: one thing that is said and escalated, not one for each. */
export interface StoodState {
  /** When the gateway began. */
  readonly since: WallMs;
  /** Neither acknowledged nor claimed. */
  readonly waiting: number;
  /** As of an alarm's escalation; priority 1 is escalated by itself beside it. */
  readonly level: 0 | 1 | 2;
}
export interface FloodGroup {
  readonly cause: Cause;
  readonly count: number;
  /** Id of the alarm that came first. */
  readonly firstOut: string;
}

/** A point that chatters now: shelving it is proposed. */
export interface ChatterEntry {
  readonly point: string;
  readonly alarmId: string;
  /** Times it came within the last minute in which it chattered. */
  readonly count: number;
  readonly since: WallMs;
}

/** What a console has to know of a rule: everything else stays in the file. */
export interface RuleInfo {
  readonly id: string;
  readonly rule: AlarmRule;
  readonly priority: Priority;
  /** The rule's own headline; null where the catalogue has one. */
  readonly title: string | null;
  readonly runbook: Runbook | null;
  /** Seconds: what is proposed, and the hard maximum. 0 where it may not be shelved. */
  readonly shelve: { readonly proposed: number; readonly most: number };
  /** Seconds until it is brought to every desk, then to the supervisor. */
  readonly escalate: { readonly desks: number; readonly supervisor: number };
}
export interface Runbook {
  readonly text: string;
  /** https, hosts that the gateway's configuration allows. */
  readonly links: readonly { readonly title: string; readonly url: string }[];
}

export interface RulesState {
  /** SHA-256 of the file in force, 16 hex digits; null for the rules that come with the gateway. */
  readonly version: string | null;
  readonly loadedAt: WallMs;
  readonly rules: readonly RuleInfo[];
  /** The file that was refused since: the rules before it are in force. */
  readonly refused: RulesRefusal | null;
}
export interface RulesRefusal {
  readonly at: WallMs;
  readonly file: string;
  /** From 1; null where the file could not be read at all. */
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
}

/**
 * What a console shows beside the alarms themselves: whole, the latest wins, at most once a second. Sent to who asked `overview`
 * in `/alerts`, when it changed. Not sequenced: a lost one costs a second.
 */
export interface AlarmOverview {
  readonly at: WallMs;
  readonly suppressed: readonly SuppressionEntry[];
  readonly suppressedCount: number;
  readonly flood: FloodState;
  /** null where nothing of it waits any more. */
  readonly stood: StoodState | null;
  readonly chattering: readonly ChatterEntry[];
  /** Of the last 8 hours, all positions together first, then each; ask `health` for other windows. */
  readonly health: readonly AlarmHealth[];
  /** The newest; not countersigned until the next shift did. */
  readonly handover: Handover | null;
  readonly positions: readonly string[];
  readonly rules: RulesState;
  readonly webhook: WebhookState | null;
}

/** null in the overview where none is configured. */
export interface WebhookState {
  readonly waiting: number;
  readonly delivered: number;
  readonly failed: number;
  /** Thrown away at the queue's bound, the oldest first. */
  readonly dropped: number;
  readonly lastError: string | null;
}
