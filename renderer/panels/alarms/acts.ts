import type { Alarm } from '../../../contract/alarm.ts';
import type { ActRefusal, PendingAct } from '../../../contract/alarm/acts.ts';
import { whoOf } from '../../../contract/alarm/operator.ts';
import { pointOf } from '../../../contract/alarm/point.ts';
import { alarmText } from '../../../contract/strings/alarm.ts';
import type { Strings } from '../../../contract/strings/index.ts';

/** What was done here with this alarm and is not answered yet; null where nothing is. */
export const pendingOf = (acts: readonly PendingAct[], alarm: Alarm): PendingAct | null =>
  acts.findLast(
    (act) =>
      act.refused.length === 0 &&
      (act.alarmIds.includes(alarm.id) || (act.point !== null && act.point === pointOf(alarm))),
  ) ?? null;

function whyOf({ error: { code, message, winner } }: ActRefusal, { t, format }: Strings): string {
  if (winner !== undefined)
    return t('act.why.winner', { who: whoOf(winner), at: format.clockSeconds(winner.at) });
  switch (code) {
    case 'conflict':
      return t('act.why.changed');
    case 'expired':
      return t('act.why.expired');
    case 'forbidden':
      return t('act.why.forbidden');
    case 'not-found':
      return t('act.why.gone');
    case 'busy':
      return t('act.why.busy');
    default:
      return t('act.why.other', { message });
  }
}

/** Why an act came to nothing: `Route 4 is late, +8 min, not claimed: desk 2 was quicker, at 14:05:09`. */
export function refusalText(
  act: Pick<PendingAct, 'type' | 'alarmIds' | 'refused'>,
  alarms: ReadonlyMap<string, Alarm>,
  strings: Strings,
): string {
  const [first, ...others] = act.refused;
  if (first === undefined) return '';
  const { t } = strings;
  const about = first.alarmId ?? (act.alarmIds.length === 1 ? act.alarmIds[0] : null) ?? null;
  const alarm = about === null ? undefined : alarms.get(about);
  const done = t(`act.${act.type}`);
  const why = whyOf(first, strings);
  const text =
    alarm === undefined
      ? t('act.refused', { done, why })
      : t('act.refused.of', { title: alarmText(alarm, strings).title, done, why });
  return others.length === 0 ? text : t('act.more', { text, n: others.length });
}
