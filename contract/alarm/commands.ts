import type { ChannelResult } from '../annunciation.ts';
import type { Alarm } from '../alarm.ts';
import type { Failure } from '../result.ts';
import type { WallMs } from '../time.ts';
import type { Handover } from './handover.ts';
import type { SuppressionEntry } from './overview.ts';

/** At most so many alarms in one bulk acknowledgement: it must fit a socket's message. */
export const MAX_BULK = 500;
export const MAX_REASON = 300;
export const MAX_COMMENT = 500;

export interface AckTarget {
  readonly alarmId: string;
  /** Refused with `conflict` where the alarm changed in any way since. */
  readonly ifVersion?: number;
  /** What the operator saw: refused with `conflict` where the condition has come again since. Facts may have moved. */
  readonly occurrence?: number;
}

/**
 * What an operator can do. `ifVersion` of the command is the alarm's version for those with an `alarmId`, the handover's for
 * `countersign`; where it is given and another was quicker the answer is `conflict` with `by`, `console` and `at` of the winner.
 */
export interface AlarmCommandArgs {
  readonly acknowledge: {
    readonly alarmId: string;
    readonly comment?: string;
    readonly occurrence?: number;
  };
  /** 1 to `MAX_BULK`; each is answered for itself. */
  readonly acknowledgeMany: { readonly alarms: readonly AckTarget[]; readonly comment?: string };
  /** Refused with `conflict` where somebody else has it; `take` takes it over from them, for supervisors. */
  readonly claim: { readonly alarmId: string; readonly take?: boolean };
  /** Of one's own claim; anybody's for a supervisor. */
  readonly release: { readonly alarmId: string };
  /** The alarm's point, for 1 s up to the rule's own limit. A longer time is `bad-request`. */
  readonly shelve: { readonly point: string; readonly seconds: number; readonly reason: string };
  readonly unshelve: { readonly point: string };
  readonly outOfService: { readonly point: string; readonly reason: string };
  readonly returnToService: { readonly point: string };
  readonly comment: { readonly alarmId: string; readonly text: string };
  /** Ends the shift that began at the handover before. */
  readonly handover: { readonly position: string | null; readonly note: string };
  /** By the next shift: never by who handed over. */
  readonly countersign: { readonly handoverId: string; readonly comment?: string };
  /** "Test my alarms" was done at this desk: every channel's outcome goes into the audit trail. `at` by the console's clock. */
  readonly recordTest: { readonly at: WallMs; readonly results: readonly ChannelResult[] };
}
export type AlarmCommandType = keyof AlarmCommandArgs;

export interface AckAnswer {
  readonly alarmId: string;
  /** null where it is acknowledged now, by whomever: `alarm.ackBy` says. */
  readonly error: Failure | null;
  readonly alarm: Alarm | null;
}

/** What each answers. */
export interface AlarmCommandValues {
  readonly acknowledge: Alarm;
  readonly acknowledgeMany: { readonly results: readonly AckAnswer[] };
  readonly claim: Alarm;
  readonly release: Alarm;
  readonly shelve: SuppressionEntry;
  readonly unshelve: null;
  readonly outOfService: SuppressionEntry;
  readonly returnToService: null;
  readonly comment: Alarm;
  readonly handover: Handover;
  readonly countersign: Handover;
  readonly recordTest: null;
}

/** The least role that may, in the order wall < dispatcher < supervisor < admin. */
export const ALARM_COMMANDS = {
  acknowledge: 'dispatcher',
  acknowledgeMany: 'dispatcher',
  claim: 'dispatcher',
  release: 'dispatcher',
  shelve: 'dispatcher',
  unshelve: 'dispatcher',
  outOfService: 'supervisor',
  returnToService: 'supervisor',
  comment: 'dispatcher',
  handover: 'dispatcher',
  countersign: 'dispatcher',
  recordTest: 'dispatcher',
} as const satisfies Record<AlarmCommandType, 'dispatcher' | 'supervisor'>;
export const ALARM_COMMAND_TYPES = Object.keys(ALARM_COMMANDS) as readonly AlarmCommandType[];
