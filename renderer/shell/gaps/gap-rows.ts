import { alarmState, type Alarm } from '../../../contract/alarm.ts';
import { ackOf } from '../../../contract/alarm/operator.ts';
import type { Gap, StatusChange } from '../../../contract/bridge.ts';
import { alarmText } from '../../../contract/strings/alarm.ts';
import type { Strings } from '../../../contract/strings/index.ts';

export interface GapAlarm {
  readonly alarm: Alarm;
  readonly title: string;
  readonly facts: string;
  /** What it is now, as far as this window knows. */
  readonly state: string;
  readonly needsYou: boolean;
  readonly span: string;
}

/**
 * The alarms of a gap: those that still need somebody first, then by priority, the newest first. `live` is the alarm stream as this
 * window has it, null where it has none; an alarm that is not in it any more has been closed since.
 */
export function gapAlarms(gap: Gap, live: ReadonlyMap<string, Alarm> | null, strings: Strings): GapAlarm[] {
  return gap.alarms
    .map((then) => rowOf(then, live, strings))
    .sort(
      (a, b) =>
        Number(b.needsYou) - Number(a.needsYou) ||
        a.alarm.priority - b.alarm.priority ||
        b.alarm.raisedAt - a.alarm.raisedAt,
    );
}

function rowOf(then: Alarm, live: ReadonlyMap<string, Alarm> | null, strings: Strings): GapAlarm {
  const { t, format } = strings;
  const now = live?.get(then.id);
  const over = now === undefined && (live !== null || then.closedAt !== null);
  const alarm = now ?? then;
  const state = over ? 'normal' : alarmState(alarm);
  const end = alarm.clearedAt ?? alarm.closedAt;
  const from = format.clock(alarm.raisedAt);
  const { title, facts } = alarmText({ ...alarm, active: true }, strings);
  return {
    alarm,
    title,
    facts,
    state:
      state === 'normal'
        ? t('gap.raisedAndClosed')
        : state === 'acknowledged'
          ? t('gap.state.acknowledged', { by: ackOf(alarm) ?? '' })
          : t(`gap.state.${state}`),
    needsYou: state === 'unacknowledged' || state === 'returned-unacknowledged',
    span: end === null ? t('gap.since', { from }) : t('gap.span', { from, to: format.clock(end) }),
  };
}

/** What needs somebody first, and routes in the order of their names in it. */
const WEIGHT: Readonly<Record<StatusChange['after'], number>> = {
  exception: 0,
  'off-route': 1,
  late: 2,
  silent: 3,
  'at-stop': 4,
  'on-time': 5,
  planned: 6,
  completed: 7,
};

export function gapChanges(gap: Gap): readonly StatusChange[] {
  const byName = new Intl.Collator(undefined, { numeric: true });
  return [...(gap.statusChanges ?? [])].sort(
    (a, b) => WEIGHT[a.after] - WEIGHT[b.after] || byName.compare(a.routeId, b.routeId),
  );
}
