import type { RouteId, VehicleId } from './fleet.ts';
import { feedMs, type FeedMs, type WallMs } from './time.ts';

/**
 * Alarms after IEC 62682 / ISA-18.2: `active` and `acknowledged` are two booleans, and the four basic states are
 * their product. Pure functions, because gateway and console must agree to the letter.
 */
export type AlarmRule = 'late' | 'off-route' | 'silent' | 'failed-delivery' | 'breakdown';
export type Priority = 1 | 2 | 3;

export type AlarmState = 'normal' | 'unacknowledged' | 'acknowledged' | 'returned-unacknowledged';

export interface Alarm {
  /** UUID; one for each raising, never reused: it is also the notification's identity. */
  readonly id: string;
  readonly rule: AlarmRule;
  readonly priority: Priority;
  readonly routeId: RouteId | null;
  readonly vehicleId: VehicleId | null;
  /** Numbers and words that the text is made of, such as `adherence` in seconds or `stop`. */
  readonly facts: Readonly<Record<string, string | number>>;
  readonly active: boolean;
  readonly acknowledged: boolean;
  readonly raisedAt: FeedMs;
  /** Gateway's wall time at the raising: latency is measured against it. */
  readonly raisedWall: WallMs;
  readonly clearedAt: FeedMs | null;
  readonly ackAt: FeedMs | null;
  readonly ackBy: string | null;
  readonly ackComment: string | null;
  /** Set when the alarm is normal again: cleared and acknowledged. A closed alarm leaves the stream's state and stays in history. */
  readonly closedAt: FeedMs | null;
  /** Raised by one at each change; `cmd.ifVersion` compares against it. */
  readonly version: number;
}

export type AlarmEvent =
  | { readonly type: 'clear'; readonly at: FeedMs }
  | { readonly type: 'reactivate'; readonly at: FeedMs; readonly facts: Alarm['facts'] }
  | { readonly type: 'update'; readonly at: FeedMs; readonly facts: Alarm['facts'] }
  | {
      readonly type: 'acknowledge';
      readonly at: FeedMs;
      readonly by: string;
      readonly comment: string | null;
    };

export function alarmState(alarm: Pick<Alarm, 'active' | 'acknowledged'>): AlarmState {
  if (alarm.active) return alarm.acknowledged ? 'acknowledged' : 'unacknowledged';
  return alarm.acknowledged ? 'normal' : 'returned-unacknowledged';
}

export interface Raising {
  readonly id: string;
  readonly rule: AlarmRule;
  readonly priority: Priority;
  readonly routeId: RouteId | null;
  readonly vehicleId: VehicleId | null;
  readonly facts: Alarm['facts'];
  readonly at: FeedMs;
  readonly wall: WallMs;
}

export function raiseAlarm(raising: Raising): Alarm {
  const { at, wall, ...what } = raising;
  return {
    ...what,
    active: true,
    acknowledged: false,
    raisedAt: at,
    raisedWall: wall,
    clearedAt: null,
    ackAt: null,
    ackBy: null,
    ackComment: null,
    closedAt: null,
    version: 1,
  };
}

/**
 * The alarm after the event, or the very same object where the event changes nothing.
 * An acknowledgement covers only what existed when it was pressed: a condition that comes back
 * after its return is unacknowledged again. A closed alarm never changes; its successor has a new id.
 */
export function stepAlarm(alarm: Alarm, event: AlarmEvent): Alarm {
  if (alarm.closedAt !== null) return alarm;
  const next = { ...alarm, version: alarm.version + 1 };
  switch (event.type) {
    case 'clear':
      if (!alarm.active) return alarm;
      return { ...next, active: false, clearedAt: event.at, closedAt: alarm.acknowledged ? event.at : null };
    case 'reactivate':
      if (alarm.active) return alarm;
      return { ...next, active: true, clearedAt: null, facts: event.facts };
    case 'update':
      return alarm.active ? { ...next, facts: event.facts } : alarm;
    case 'acknowledge':
      if (alarm.acknowledged) return alarm;
      return {
        ...next,
        acknowledged: true,
        ackAt: event.at,
        ackBy: event.by,
        ackComment: event.comment,
        closedAt: alarm.active ? null : feedMs(event.at),
      };
  }
}

/** Needs a human: not acknowledged, whether or not its condition still holds. */
export const needsOperator = (alarm: Pick<Alarm, 'acknowledged' | 'closedAt'>): boolean =>
  !alarm.acknowledged && alarm.closedAt === null;
