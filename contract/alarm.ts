import type { Cause, Claim, Comment, Escalation, Suppression } from './alarm/operator.ts';
import type { AlarmRule, Priority } from './alarm/rules.ts';
import type { RouteId, VehicleId } from './fleet.ts';
import type { FeedMs, WallMs } from './time.ts';

export type { AlarmRule, Priority } from './alarm/rules.ts';

/**
 * Alarms after IEC 62682 / ISA-18.2: `active` and `acknowledged` are two booleans, and the four basic states are
 * their product. Suppression is a third thing, of the alarm point: what stands suppressed is not annunciated and asks nobody
 * for anything. Pure functions, because gateway and console must agree to the letter.
 */
export type AlarmState = 'normal' | 'unacknowledged' | 'acknowledged' | 'returned-unacknowledged';
/** All seven of the standard: suppression hides the basic state. */
export type FullAlarmState = AlarmState | Suppression['kind'];

export interface Alarm {
  /** UUID; one for each raising, never reused: it is also the notification's identity. */
  readonly id: string;
  readonly rule: AlarmRule;
  /** The rule in the rules file; the kind's own name for those that come with the gateway. */
  readonly ruleId: string;
  readonly priority: Priority;
  readonly routeId: RouteId | null;
  readonly vehicleId: VehicleId | null;
  /** Of rules on a series. */
  readonly series: string | null;
  /** The operator position that it concerns first; null where the rules name none: every desk. */
  readonly position: string | null;
  readonly cause: Cause | null;
  /**
   * Numbers and words that the text is made of, such as `adherence` in seconds or `stop`. `title` is the rule's own
   * headline; `chattering` is 1 while the point chatters. What came first in a flood is the overview's to say.
   */
  readonly facts: Readonly<Record<string, string | number>>;
  readonly active: boolean;
  readonly acknowledged: boolean;
  /** How often it became active, >= 1: an acknowledgement covers the occurrences up to the one it saw. */
  readonly occurrence: number;
  readonly raisedAt: FeedMs;
  /** Gateway's wall time at the raising: latency is measured against it. */
  readonly raisedWall: WallMs;
  readonly clearedAt: FeedMs | null;
  readonly ackAt: FeedMs | null;
  readonly ackBy: string | null;
  /** The desk that it was acknowledged from; null where it did not say its name. */
  readonly ackConsole: string | null;
  readonly ackComment: string | null;
  readonly claim: Claim | null;
  /** The newest; the others are in the audit trail. */
  readonly comment: Comment | null;
  readonly suppression: Suppression | null;
  readonly escalation: Escalation | null;
  /**
   * It stood when the gateway began to look: found true then, or its time to be answered ran out while the gateway was away.
   * It asks like any other, but nobody was called for it: it is no part of a flood, and is escalated with the others that
   * stood as one. Until it comes again.
   */
  readonly stood: boolean;
  /**
   * Set when the alarm is normal again: cleared and acknowledged, or cleared while suppressed and then no longer suppressed.
   * A closed alarm leaves the stream's state and stays in history.
   */
  readonly closedAt: FeedMs | null;
  /** Raised by one at each change; `cmd.ifVersion` compares against it. */
  readonly version: number;
}

export type AlarmEvent =
  | { readonly type: 'clear'; readonly at: FeedMs }
  | { readonly type: 'reactivate'; readonly at: FeedMs; readonly facts: Alarm['facts'] }
  | { readonly type: 'update'; readonly at: FeedMs; readonly facts: Alarm['facts'] }
  | {
      readonly type: 'acknowledge';
      readonly at: FeedMs;
      readonly by: string;
      readonly console?: string | null;
      readonly comment: string | null;
    }
  | { readonly type: 'claim'; readonly at: FeedMs; readonly claim: Claim }
  | { readonly type: 'release'; readonly at: FeedMs }
  | { readonly type: 'comment'; readonly at: FeedMs; readonly comment: Comment }
  | { readonly type: 'suppress'; readonly at: FeedMs; readonly suppression: Suppression }
  | { readonly type: 'unsuppress'; readonly at: FeedMs }
  | { readonly type: 'escalate'; readonly at: FeedMs; readonly escalation: Escalation }
  | { readonly type: 'stand'; readonly at: FeedMs };

export function alarmState(
  alarm: Pick<Alarm, 'active' | 'acknowledged'> & Partial<Pick<Alarm, 'closedAt'>>,
): AlarmState {
  if (alarm.closedAt !== null && alarm.closedAt !== undefined) return 'normal';
  if (alarm.active) return alarm.acknowledged ? 'acknowledged' : 'unacknowledged';
  return alarm.acknowledged ? 'normal' : 'returned-unacknowledged';
}

export const fullAlarmState = (
  alarm: Pick<Alarm, 'active' | 'acknowledged' | 'closedAt' | 'suppression'>,
): FullAlarmState => {
  const state = alarmState(alarm);
  return state === 'normal' ? state : (alarm.suppression?.kind ?? state);
};

export interface Raising {
  readonly id: string;
  readonly rule: AlarmRule;
  /** The kind's own name where it is left out. */
  readonly ruleId?: string;
  readonly priority: Priority;
  readonly routeId: RouteId | null;
  readonly vehicleId: VehicleId | null;
  readonly series?: string | null;
  readonly position?: string | null;
  readonly cause?: Cause | null;
  readonly suppression?: Suppression | null;
  readonly stood?: boolean;
  readonly facts: Alarm['facts'];
  readonly at: FeedMs;
  readonly wall: WallMs;
}

/** What an alarm has before anybody did anything; also what an alarm of a gateway that knows less is completed with. */
export const UNTOUCHED = {
  series: null,
  position: null,
  cause: null,
  occurrence: 1,
  ackConsole: null,
  claim: null,
  comment: null,
  suppression: null,
  escalation: null,
  stood: false,
} as const satisfies Partial<Alarm>;

export function raiseAlarm(raising: Raising): Alarm {
  const { at, wall, ...what } = raising;
  return {
    ...UNTOUCHED,
    ruleId: raising.rule,
    ...what,
    active: true,
    acknowledged: false,
    raisedAt: at,
    raisedWall: wall,
    clearedAt: null,
    ackAt: null,
    ackBy: null,
    ackComment: null,
    closedAt: null,
    version: 1,
  };
}

/**
 * The alarm after the event, or the very same object where the event changes nothing.
 * An acknowledgement covers only what existed when it was pressed: a condition that comes back
 * after its return is unacknowledged again. A closed alarm never changes; its successor has a new id.
 * Nobody is asked to acknowledge what came and went while it was suppressed: it closes when the suppression ends.
 */
export function stepAlarm(alarm: Alarm, event: AlarmEvent): Alarm {
  if (alarm.closedAt !== null) return alarm;
  const next = { ...alarm, version: alarm.version + 1 };
  switch (event.type) {
    case 'clear':
      if (!alarm.active) return alarm;
      return { ...next, active: false, clearedAt: event.at, closedAt: alarm.acknowledged ? event.at : null };
    case 'reactivate':
      if (alarm.active) return alarm;
      return {
        ...next,
        active: true,
        clearedAt: null,
        facts: event.facts,
        occurrence: alarm.occurrence + 1,
        escalation: null,
        stood: false,
      };
    case 'update':
      return alarm.active ? { ...next, facts: event.facts } : alarm;
    case 'acknowledge':
      if (alarm.acknowledged) return alarm;
      return {
        ...next,
        acknowledged: true,
        ackAt: event.at,
        ackBy: event.by,
        ackConsole: event.console ?? null,
        ackComment: event.comment,
        closedAt: alarm.active ? null : event.at,
      };
    case 'claim':
      return { ...next, claim: event.claim };
    case 'release':
      return alarm.claim === null ? alarm : { ...next, claim: null };
    case 'comment':
      return { ...next, comment: event.comment };
    case 'suppress':
      return { ...next, suppression: event.suppression };
    case 'unsuppress':
      if (alarm.suppression === null) return alarm;
      return { ...next, suppression: null, stood: false, closedAt: alarm.active ? null : event.at };
    case 'escalate':
      if (event.escalation.level <= (alarm.escalation?.level ?? -1)) return alarm;
      return { ...next, escalation: event.escalation };
    case 'stand':
      return alarm.stood ? alarm : { ...next, stood: true };
  }
}

/** Needs a human: neither acknowledged nor suppressed, whether or not its condition still holds. */
export const needsOperator = (
  alarm: Pick<Alarm, 'acknowledged' | 'closedAt'> & Partial<Pick<Alarm, 'suppression'>>,
): boolean => !alarm.acknowledged && alarm.closedAt === null && (alarm.suppression ?? null) === null;
