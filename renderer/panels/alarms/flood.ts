import type { Alarm } from '../../../contract/alarm.ts';
import type { Cause } from '../../../contract/alarm/operator.ts';
import type { FloodState } from '../../../contract/alarm/overview.ts';
import type { Strings } from '../../../contract/strings/index.ts';

/** Rows under one head. */
export interface Section {
  readonly key: string;
  /** null: alarms of a flood that have nothing in common with another. */
  readonly cause: Cause | null;
  /** Of this flood, those that are gone again included. */
  readonly count: number;
  /** Id of the alarm that came first; it stands first. */
  readonly firstOut: string | null;
  readonly alarms: readonly Alarm[];
}

/** As the gateway groups them: an alarm without a cause group is its rule's. */
const causeOf = (alarm: Alarm): Cause => alarm.cause ?? { group: 'rule', key: alarm.ruleId };
const keyOf = ({ group, key }: Cause): string => `${group}/${key}`;
const OTHERS = '';
/** Fewer on the list are no group: a head above each row would double the list. */
const LEAST = 2;

/**
 * What waits, by cause: the group with the most urgent alarm first, then the largest; in each the first-out, then the order that they came in
 * here. Every alarm stands in exactly one.
 */
export function floodSections(waiting: readonly Alarm[], flood: FloodState): Section[] {
  const groups = new Map(flood.groups.map((group) => [keyOf(group.cause), group]));
  const byCause = grouped(waiting, (alarm) => keyOf(causeOf(alarm)));
  const isLarge = (key: string): boolean => (byCause.get(key)?.length ?? 0) >= LEAST;
  const groupOf = (alarm: Alarm): string => {
    const key = keyOf(causeOf(alarm));
    return isLarge(key) ? key : OTHERS;
  };
  const sections = [...grouped(waiting, groupOf)].map(([key, alarms]): Section => {
    const group = groups.get(key);
    const firstOut = group?.firstOut ?? null;
    const first = alarms.filter(({ id }) => id === firstOut);
    return {
      key,
      cause: key === OTHERS || alarms[0] === undefined ? null : causeOf(alarms[0]),
      count: Math.max(group?.count ?? 0, alarms.length),
      firstOut,
      alarms: [...first, ...alarms.filter(({ id }) => id !== firstOut)],
    };
  });
  const worst = ({ alarms }: Section): number => Math.min(...alarms.map(({ priority }) => priority));
  return sections.sort((a, b) => worst(a) - worst(b) || b.alarms.length - a.alarms.length);
}

function grouped(alarms: readonly Alarm[], keyOfAlarm: (alarm: Alarm) => string): Map<string, Alarm[]> {
  const groups = new Map<string, Alarm[]>();
  for (const alarm of alarms) {
    const key = keyOfAlarm(alarm);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [alarm]);
    else group.push(alarm);
  }
  return groups;
}

const NAMED = ['depot', 'road', 'provider', 'rule'] as const;

/** `Depot Bayview`; groups that a rules file names itself are said by their own names. */
export function causeWords(
  { group, key }: Cause,
  { t }: Strings,
  titleOf: (ruleId: string) => string,
): string {
  const known = NAMED.find((name) => name === group);
  if (known === undefined) return t('alarms.cause.other', { group, key });
  return t(`alarms.cause.${known}`, { key: known === 'rule' ? titleOf(key) : key });
}
