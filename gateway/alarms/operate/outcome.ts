import type { Alarm } from '../../../contract/alarm.ts';
import type { Act } from '../../../contract/alarm/operator.ts';
import { fail, type Failure, type Result } from '../../../contract/result.ts';
import type { Entry } from '../../../contract/stream.ts';
import type { Role } from '../../../contract/wire.ts';
import type { Moment } from '../act.ts';

/** Who presses, where, and when. */
export interface Operator {
  readonly by: string;
  readonly console: string | null;
  readonly role: Role;
}

/** What a command did: the answer, and the alarms to commit and publish. */
export interface Outcome {
  readonly result: Result<Entry | null>;
  readonly changed: readonly Alarm[];
}

export const refused = (...args: Parameters<typeof fail>): Outcome => ({
  result: fail(...args),
  changed: [],
});

/** Another was quicker: who, where, when. */
export const lost = (message: string, winner: Failure['winner'] | null, field?: string): Outcome => ({
  result: {
    ok: false,
    error: {
      code: 'conflict',
      message,
      ...(field === undefined ? {} : { field }),
      ...(winner === null || winner === undefined ? {} : { winner }),
    },
  },
  changed: [],
});

export const done = (value: object | null, changed: readonly (Alarm | null)[]): Outcome => ({
  result: { ok: true, value: value === null ? null : { ...value } },
  changed: changed.filter((alarm) => alarm !== null),
});

export const actOf = ({ by, console }: Operator, { wall }: Moment): Act => ({ by, console, at: wall });

export const leads = (role: Role): boolean => role === 'supervisor' || role === 'admin';
