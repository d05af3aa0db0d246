import type { Alarm } from '../../../contract/alarm.ts';

/** Seconds of adherence that make a new fact: an alarm says "12 min late", not a running counter. */
const ADHERENCE_STEP = 60;
/** A figure out of range is news again when it moved by a tenth. */
const VALUE_SHARE = 0.1;

/** Whether an open alarm's facts are worth a new version. Facts that merely accompany, such as the next stop, ride along. */
export function factsMoved(rule: Alarm['rule'], before: Alarm['facts'], after: Alarm['facts']): boolean {
  switch (rule) {
    case 'late': {
      const moved = Math.abs(Number(after['adherence']) - Number(before['adherence']));
      return !(moved < ADHERENCE_STEP) || after['windowsAtRisk'] !== before['windowsAtRisk'];
    }
    case 'going-late':
      return after['windowsAtRisk'] !== before['windowsAtRisk'];
    case 'series':
    case 'anomaly': {
      const [old, now] = [Number(before['value']), Number(after['value'])];
      return Math.abs(now - old) > Math.abs(old) * VALUE_SHARE;
    }
    case 'failed-delivery':
      return after['failed'] !== before['failed'];
    case 'rules-refused':
      return after['line'] !== before['line'] || after['reason'] !== before['reason'];
    default:
      return false;
  }
}
