import type { Alarm } from '../../../contract/alarm.ts';
import type { RouteDetail } from '../../../contract/fleet.ts';
import { alarmText } from '../../../contract/strings/alarm.ts';
import type { Strings } from '../../../contract/strings/index.ts';
import { deviation, type StopLine } from './stops.ts';
import { margin, outcomeWord } from './words.ts';

/** One line of the vehicle's day. */
export interface DayEntry {
  /** Feed time. */
  readonly at: number;
  readonly key: string;
  readonly what: string;
  /** Minutes against plan, a driver's name: what stands beside it. */
  readonly detail: string;
  /** Needs, or needed, a human. */
  readonly bad: boolean;
}

/** What is known of the day, the newest first: stops, open alarms of the route, notes. */
export function dayOf(
  { notes = [] }: Pick<RouteDetail, 'notes'>,
  lines: readonly StopLine[],
  alarms: readonly Alarm[],
  strings: Strings,
): DayEntry[] {
  const { t } = strings;
  const stops = lines.flatMap((line): DayEntry[] => {
    if (line.arrived === null) return [];
    const against = margin(deviation(line), strings);
    return [
      {
        at: line.arrived,
        key: `stop ${String(line.index)}`,
        what: `${String(line.index + 1)} ${line.name}`,
        detail: `${outcomeWord(line, strings)} ${against}`.trim(),
        bad: line.state === 'failed',
      },
    ];
  });
  const raised = alarms.map((alarm): DayEntry => {
    const { title, facts } = alarmText(alarm, strings);
    return { at: alarm.raisedAt, key: `alarm ${alarm.id}`, what: title, detail: facts, bad: true };
  });
  const written = notes.map((note): DayEntry => ({
    at: note.at,
    key: `note ${String(note.version)}`,
    what: note.text === '' ? t('note.takenBack') : note.text,
    detail: note.by,
    bad: false,
  }));
  return [...stops, ...raised, ...written].sort((a, b) => b.at - a.at || (a.key < b.key ? 1 : -1));
}
