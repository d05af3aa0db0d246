import type { AuditEntry } from '../../../contract/alarm/audit.ts';
import type { Cause } from '../../../contract/alarm/operator.ts';
import type { AlarmRule, Priority } from '../../../contract/alarm/rules.ts';
import type { FeedMs, WallMs } from '../../../contract/time.ts';
import type { Deed } from '../act.ts';

/** What the figures are made of: alarms that asked for somebody, and answers. */
export interface HealthEvent {
  readonly kind: 'annunciated' | 'answered';
  readonly at: WallMs;
  readonly feedAt: FeedMs;
  readonly alarmId: string;
  readonly point: string;
  readonly rule: AlarmRule;
  readonly ruleId: string;
  readonly priority: Priority;
  readonly position: string | null;
  readonly cause: Cause | null;
}

const SHOWN_AGAIN: readonly string[] = ['unshelved', 'unsuppressed', 'in-service'];

/**
 * null for what is neither: ISA-18.2's rates are of alarms annunciated to an operator, and what stood when the gateway began was
 * not. The same of a deed as it happens and of its entry in the trail: live and history can't differ. */
export function healthEvent(of: Deed | AuditEntry): HealthEvent | null {
  const { action, details, alarmId, point } = of;
  if (alarmId === null || point === null) return null;
  const annunciated =
    ((action === 'raised' || action === 'reactivated') &&
      details['hidden'] !== true &&
      details['stood'] !== true) ||
    (SHOWN_AGAIN.includes(action) && details['waits'] === true);
  if (!annunciated && action !== 'acknowledged') return null;
  return {
    kind: annunciated ? 'annunciated' : 'answered',
    at: of.at,
    feedAt: of.feedAt,
    alarmId,
    point,
    rule: details['rule'] as AlarmRule,
    ruleId: String(details['ruleId']),
    priority: details['priority'] as Priority,
    position: typeof details['position'] === 'string' ? details['position'] : null,
    cause: (details['cause'] as Cause | undefined) ?? null,
  };
}
