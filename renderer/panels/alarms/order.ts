import { needsOperator, type Alarm } from '../../../contract/alarm.ts';

/** More than a person can read: the rest is counted in words. */
export const SHOWN = 200;

export interface AlarmGroups {
  /** Most urgent first, then newest, then worst. */
  readonly unacknowledged: readonly Alarm[];
  /** Newest first. */
  readonly acknowledged: readonly Alarm[];
}

const newest = (a: Alarm, b: Alarm): number => b.raisedAt - a.raisedAt || (a.id < b.id ? -1 : 1);

/** How bad, where the rule says: of alarms that came at once the worst is first. */
const worse = (a: Alarm, b: Alarm): number =>
  Number(b.facts['adherence'] ?? 0) - Number(a.facts['adherence'] ?? 0);

export function groupAlarms(alarms: readonly Alarm[]): AlarmGroups {
  // What is suppressed asks nobody: it has a list of its own.
  const open = alarms.filter((alarm) => alarm.closedAt === null && alarm.suppression === null);
  return {
    unacknowledged: open
      .filter(needsOperator)
      .sort((a, b) => a.priority - b.priority || b.raisedAt - a.raisedAt || worse(a, b) || newest(a, b)),
    acknowledged: open.filter((alarm) => !needsOperator(alarm)).sort(newest),
  };
}

/**
 * While the pointer is over the list nothing moves but for what is new, which comes on top: it must be seen.
 * `held` are ids as they were shown, `fresh` as they would be.
 */
export function heldAlarms(held: readonly string[], fresh: readonly string[]): string[] {
  const now = new Set(fresh);
  const before = new Set(held);
  return [...fresh.filter((id) => !before.has(id)), ...held.filter((id) => now.has(id))];
}

/** The unacknowledged alarm after the current one, round again at the end; null where there is none. */
export function nextAlarm(unacknowledged: readonly Alarm[], current: string | null): Alarm | null {
  const at = unacknowledged.findIndex((alarm) => alarm.id === current);
  return unacknowledged[(at + 1) % Math.max(1, unacknowledged.length)] ?? null;
}

/** Milliseconds as a running time: `0:48`, `26:44`, `2:05:10`; a negative age is `0:00`. */
export function runningAge(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number): string => String(n).padStart(2, '0');
  const minutes = Math.floor(s / 60) % 60;
  const hours = Math.floor(s / 3600);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(s % 60)}` : `${minutes}:${two(s % 60)}`;
}
