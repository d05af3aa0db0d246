import type { Alarm } from '../../../../contract/alarm.ts';
import type { AlarmOperation } from '../../../../contract/alarm/acts.ts';
import { MAX_BULK, type AckTarget } from '../../../../contract/alarm/commands.ts';

/** What is asked before it is done. Alarms are held as they were seen: what they become meanwhile is not meant. */
export type Asked =
  | { readonly kind: 'comment' | 'shelve' | 'out' | 'runbook'; readonly alarm: Alarm }
  | { readonly kind: 'bulk'; readonly alarms: readonly Alarm[]; readonly all: number };

export type Give = (operation: AlarmOperation) => void;

/** What is on the list at this moment, as many as one command takes; `all` is how many wait in all. */
export const bulkOf = (listed: readonly Alarm[], all: number): Asked => ({
  kind: 'bulk',
  alarms: listed.slice(0, MAX_BULK),
  all,
});

/** Ids with the versions that were listed: whatever has changed since is not acknowledged. */
export const targetsOf = (alarms: readonly Alarm[]): AckTarget[] =>
  alarms.map(({ id, version, occurrence }) => ({ alarmId: id, ifVersion: version, occurrence }));
