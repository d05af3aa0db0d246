import { alarmState, type Alarm } from '../../../contract/alarm.ts';
import { isoOrNull, isoTime, type Table } from '../../ui/saving/csv.ts';

/** The alarms in the order in which they are listed. */
export const alarmTable = (alarms: readonly Alarm[]): Table => ({
  header: [
    'alarm',
    'priority',
    'rule',
    'state',
    'route',
    'vehicle',
    'raised (UTC)',
    'cleared (UTC)',
    'acknowledged (UTC)',
    'acknowledged by',
    'acknowledged at desk',
    'comment',
    'facts',
  ],
  rows: alarms.map((alarm) => [
    alarm.id,
    alarm.priority,
    alarm.rule,
    alarmState(alarm),
    alarm.routeId,
    alarm.vehicleId,
    isoTime(alarm.raisedAt),
    isoOrNull(alarm.clearedAt),
    isoOrNull(alarm.ackAt),
    alarm.ackBy,
    alarm.ackConsole,
    alarm.ackComment,
    Object.entries(alarm.facts)
      .map(([name, value]) => `${name}=${String(value)}`)
      .join('; '),
  ]),
});
