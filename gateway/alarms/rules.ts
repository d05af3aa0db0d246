import type { Alarm, AlarmRule, Priority } from '../../contract/alarm.ts';

/** Delays are seconds of feed time: a condition must hold, or be gone, that long before its alarm follows. */
export interface RuleSettings {
  readonly priority: Priority;
  /** 0 for what is an event and not a level: there is nothing to wait for. */
  readonly onDelay: number;
  readonly offDelay: number;
}
export type Rules = Readonly<Record<AlarmRule, RuleSettings>>;

/** `late` has its hysteresis in the fleet already, `silent` its three intervals: delaying them again would only be late. */
export const DEFAULT_RULES: Rules = {
  late: { priority: 2, onDelay: 0, offDelay: 0 },
  'off-route': { priority: 2, onDelay: 15, offDelay: 30 },
  silent: { priority: 3, onDelay: 0, offDelay: 10 },
  'failed-delivery': { priority: 3, onDelay: 0, offDelay: 0 },
  breakdown: { priority: 1, onDelay: 0, offDelay: 0 },
  'going-late': { priority: 3, onDelay: 0, offDelay: 0 },
  dwell: { priority: 3, onDelay: 0, offDelay: 0 },
  'window-missed': { priority: 3, onDelay: 0, offDelay: 0 },
  geofence: { priority: 3, onDelay: 0, offDelay: 0 },
  series: { priority: 2, onDelay: 0, offDelay: 0 },
  anomaly: { priority: 3, onDelay: 0, offDelay: 0 },
  'feed-dead': { priority: 1, onDelay: 0, offDelay: 0 },
  'rules-refused': { priority: 2, onDelay: 0, offDelay: 0 },
  other: { priority: 3, onDelay: 0, offDelay: 0 },
};

/** Seconds of adherence that make a new fact: an alarm says "12 min late", not a running counter. */
const ADHERENCE_STEP = 60;

/** Whether an open alarm's facts are worth a new version. Facts that merely accompany, such as the next stop, ride along. */
export function factsMoved(rule: AlarmRule, before: Alarm['facts'], after: Alarm['facts']): boolean {
  if (rule !== 'late') return false;
  const moved = Math.abs(Number(after['adherence']) - Number(before['adherence']));
  return !(moved < ADHERENCE_STEP) || after['windowsAtRisk'] !== before['windowsAtRisk'];
}
