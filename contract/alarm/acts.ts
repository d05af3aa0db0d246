import type { Failure } from '../result.ts';
import type { WallMs } from '../time.ts';
import type { AlarmCommandArgs, AlarmCommandType } from './commands.ts';

/** What a window asks its console to command; `ifVersion` as in the command. */
export type AlarmOperation = {
  readonly [T in AlarmCommandType]: {
    readonly type: T;
    readonly args: AlarmCommandArgs[T];
    readonly ifVersion?: number;
  };
}[AlarmCommandType];

/** What an operator did at this console that the gateway has not answered yet, or has refused. For every window of it. */
export interface PendingAct {
  /** Of the command. */
  readonly id: string;
  readonly type: AlarmCommandType;
  /** Alarms that it is about; empty for points and handovers. */
  readonly alarmIds: readonly string[];
  /** Of shelving and out of service. */
  readonly point: string | null;
  readonly at: WallMs;
  /** Empty while it waits. */
  readonly refused: readonly ActRefusal[];
}

export interface ActRefusal {
  /** One of several; null where the whole was refused. */
  readonly alarmId: string | null;
  readonly error: Failure;
}

/** Refused acts that wait for somebody to read them; past it the oldest is forgotten. */
export const MAX_REFUSED_ACTS = 20;
