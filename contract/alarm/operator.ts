import type { WallMs } from '../time.ts';

/** Operators live on the wall clock, also where the feed is a replay: what they do is stamped with it. */
export interface Act {
  /** The token's subject. */
  readonly by: string;
  /** Name of the desk that it was done at, as the console says it; null where it said none. */
  readonly console: string | null;
  readonly at: WallMs;
}

/** The desk where the console says its name, else the user. */
export const whoOf = ({ by, console }: Pick<Act, 'by' | 'console'>): string => console ?? by;

/** Who acknowledged an alarm; null where nobody did. */
export const ackOf = (alarm: {
  readonly ackBy: string | null;
  readonly ackConsole: string | null;
}): string | null => (alarm.ackBy === null ? null : whoOf({ by: alarm.ackBy, console: alarm.ackConsole }));

/** "Desk 2 has it": who looks after the alarm. It says nothing about the alarm's state. */
export type Claim = Act;

export interface Comment extends Act {
  readonly text: string;
}

/**
 * Why a standing alarm is not annunciated (IEC 62682): `shelved` by an operator for a time, `suppressed` by design while its
 * cause stands, `out-of-service` until somebody returns it to service. It acts on the alarm point, not on one raising.
 */
export const SUPPRESSIONS = ['shelved', 'suppressed', 'out-of-service'] as const;
export type SuppressionKind = (typeof SUPPRESSIONS)[number];

export interface Suppression extends Act {
  readonly kind: SuppressionKind;
  /** `by` is the user; for `suppressed` the id of the rule that causes it. */
  readonly by: string;
  /** Of `shelved` only: the gateway unshelves then. */
  readonly until: WallMs | null;
  readonly reason: string;
}

/** Whom the alarm was brought to: 0 its own position, 1 every desk, 2 the supervisor. It only rises while nobody answers. */
export interface Escalation {
  readonly level: 0 | 1 | 2;
  readonly at: WallMs;
  readonly why: 'not-received' | 'not-answered';
}

/** What several alarms have in common: `group` is the cause group's id in the rules, `key` which one of them. */
export interface Cause {
  readonly group: string;
  readonly key: string;
}
