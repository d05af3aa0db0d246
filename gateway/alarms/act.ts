import type { Alarm } from '../../contract/alarm.ts';
import type { AuditAction, AuditEntry } from '../../contract/alarm/audit.ts';
import { pointOf } from '../../contract/alarm/point.ts';
import type { FeedMs, WallMs } from '../../contract/time.ts';

/** One moment on both clocks. */
export interface Moment {
  readonly feed: FeedMs;
  readonly wall: WallMs;
}

/** Something that was done or happened, before it is a link of the audit chain. */
export type Deed = Omit<AuditEntry, 'seq' | 'prev' | 'hash'>;

/** Who stands in the trail for what nobody pressed. */
export const GATEWAY = 'gateway';

export interface Doer {
  readonly by: string;
  readonly console: string | null;
}
const ITSELF: Doer = { by: GATEWAY, console: null };

/** What figures need of an alarm is in the details, so that they can be reckoned from the trail alone. */
export function deed(
  action: AuditAction,
  alarm: Alarm | null,
  { feed, wall }: Moment,
  doer: Doer = ITSELF,
  details: Deed['details'] = {},
): Deed {
  const about =
    alarm === null
      ? {}
      : {
          rule: alarm.rule,
          ruleId: alarm.ruleId,
          priority: alarm.priority,
          ...(alarm.position === null ? {} : { position: alarm.position }),
        };
  return {
    at: wall,
    feedAt: feed,
    by: doer.by,
    console: doer.console,
    action,
    alarmId: alarm?.id ?? null,
    point: alarm === null ? null : pointOf(alarm),
    details: { ...about, ...details },
  };
}
