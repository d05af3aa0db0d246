import type { Escalation } from '../../../contract/alarm/operator.ts';
import type { RuleInfo, Runbook } from '../../../contract/alarm/overview.ts';
import type { AlarmRule, Priority } from '../../../contract/alarm/rules.ts';
import type { LonLat } from '../../../contract/fleet.ts';

/** Seconds of feed time, metres; names may end in `*`. */
export type When =
  | {
      readonly kind: 'late';
      /** Own limits on adherence; both null takes the fleet's, which has its hysteresis. */
      readonly over: number | null;
      readonly under: number | null;
      /** Only while so many promised windows are at risk; 0 asks for none. */
      readonly windows: number;
    }
  | { readonly kind: 'going-late'; readonly windows: number }
  | { readonly kind: 'off-route' | 'silent' | 'dwell' | 'breakdown' }
  | {
      readonly kind: 'failed-delivery';
      /** 1 is each stop for itself; more is so many of one route `within` that time, until one is delivered again. */
      readonly count: number;
      readonly within: number;
    }
  | { readonly kind: 'window-missed'; readonly grace: number }
  | {
      readonly kind: 'geofence';
      readonly area: string;
      readonly side: 'inside' | 'outside';
      /** A fix less accurate than this says nothing. */
      readonly accuracy: number;
      /** On that side for so long before it counts. */
      readonly dwell: number;
    }
  | {
      readonly kind: 'series';
      readonly series: string;
      readonly above: number | null;
      readonly below: number | null;
      /** How far back inside before it counts as in range, in the series' unit. */
      readonly deadband: number;
    }
  | { readonly kind: 'anomaly'; readonly series: string; readonly z: number; readonly deadband: number }
  | { readonly kind: 'feed-dead'; readonly after: number }
  | { readonly kind: 'rules-refused' };

export interface Scope {
  readonly routes: readonly string[];
  readonly vehicles: readonly string[];
  readonly depots: readonly string[];
}

export interface Rule {
  readonly id: string;
  readonly kind: AlarmRule;
  readonly when: When;
  readonly priority: Priority;
  /** Seconds of feed time that it must hold, or be gone. 0 for what is an event and not a level. */
  readonly onDelay: number;
  readonly offDelay: number;
  /** An empty list is all. */
  readonly only: Scope;
  /** Cause groups, the first that has a key for the alarm counts. */
  readonly cause: readonly string[];
  /** Suppressed by design while an alarm of one of these rules stands for the same route, the same cause or the fleet. */
  readonly suppressedBy: readonly string[];
  /** Seconds of wall time; `most` 0 where it may not be shelved. */
  readonly shelve: RuleInfo['shelve'];
  /** Seconds of wall time since it was annunciated; 0 is never. */
  readonly escalate: Escalate;
  readonly title: string | null;
  readonly runbook: Runbook | null;
}
export interface Escalate {
  /** No console said that it has it. */
  readonly received: number;
  readonly desks: number;
  readonly supervisor: number;
  readonly webhook: number;
}

/** Where an alarm must be that nobody has answered for so many milliseconds. */
export function levelAfter(waited: number, { desks, supervisor }: Escalate): Escalation['level'] {
  if (supervisor > 0 && waited >= supervisor * 1_000) return 2;
  return desks > 0 && waited >= desks * 1_000 ? 1 : 0;
}

export interface CauseGroup {
  readonly id: string;
  readonly by: 'depot' | 'vehicle' | 'road' | 'series';
  /** Only the part of the name before it: `-` makes `DHL` of `DHL-114`. */
  readonly before: string | null;
}
export interface OperatorPosition extends Scope {
  readonly name: string;
}
export type Area =
  | { readonly id: string; readonly name: string; readonly centre: LonLat; readonly metres: number }
  | { readonly id: string; readonly name: string; readonly ring: readonly LonLat[] };

/** Everything that a rules file says. */
export interface RuleSet {
  /** 16 hex digits of its text's SHA-256; null for what comes with the gateway. */
  readonly version: string | null;
  readonly rules: ReadonlyMap<string, Rule>;
  readonly causes: ReadonlyMap<string, CauseGroup>;
  /** The first that fits has it. */
  readonly positions: readonly OperatorPosition[];
  readonly areas: ReadonlyMap<string, Area>;
}

export const matches = (pattern: string, name: string): boolean =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;

export interface Subject {
  readonly routeId: string | null;
  readonly vehicleId: string | null;
  readonly depot: string | null;
}
export function inScope(scope: Scope, { routeId, vehicleId, depot }: Subject): boolean {
  const fits = (patterns: readonly string[], name: string | null) =>
    patterns.length === 0 || (name !== null && patterns.some((pattern) => matches(pattern, name)));
  return fits(scope.routes, routeId) && fits(scope.vehicles, vehicleId) && fits(scope.depots, depot);
}

export const ruleInfo = (rule: Rule): RuleInfo => ({
  id: rule.id,
  rule: rule.kind,
  priority: rule.priority,
  title: rule.title,
  runbook: rule.runbook,
  shelve: rule.shelve,
  escalate: { desks: rule.escalate.desks, supervisor: rule.escalate.supervisor },
});
