import type { Alarm } from '../../../contract/alarm.ts';
import type { JournalKeeper } from '../journal/keeper.ts';

/** Which alarms this console knows, and which of them are still to be shown; outlives the process. */
export interface AlarmLedger {
  knows(alarmId: string): boolean;
  /** Known, and not seen to have been shown. */
  isPending(alarmId: string): boolean;
  /** Known, and to be shown: `then` is called when a crash could no longer lose that. */
  raised(alarms: readonly Alarm[], then: () => void): void;
  /** Known, and shown or not to be shown. */
  notified(alarmIds: readonly string[]): void;
  /** These need nobody any more: what was still to be shown of them is not. */
  over(alarmIds: readonly string[]): void;
}

/** `owed`: over, and still to be told in another way; it crosses them off then. */
export function journalLedger(
  keeper: Pick<JournalKeeper, 'state' | 'write'>,
  owed: (alarmId: string) => boolean = () => false,
): AlarmLedger {
  const { state } = keeper;
  const notified = (ids: readonly string[]): void => {
    if (ids.length > 0) keeper.write([{ k: 'notified', ids: [...ids] }]);
  };
  return {
    knows: (id) => state.knows(id),
    isPending: (id) => state.isPending(id),
    raised: (alarms, then) =>
      keeper.write(
        alarms.map((alarm) => ({ k: 'raised', alarm: { ...alarm, facts: { ...alarm.facts } } })),
        then,
      ),
    notified,
    over: (ids) => notified(ids.filter((id) => state.isPending(id) && !owed(id))),
  };
}
