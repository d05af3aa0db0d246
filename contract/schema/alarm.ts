import * as v from 'valibot';
import { AUDIT_ACTIONS, type AuditEntry, type AuditPage, type AuditRequest } from '../alarm/audit.ts';
import type { AckAnswer, AlarmCommandType } from '../alarm/commands.ts';
import type { Handover } from '../alarm/handover.ts';
import { MAX_HEALTH_MS, type AlarmHealth, type HealthRequest } from '../alarm/health.ts';
import type { AlarmOverview, SuppressionEntry } from '../alarm/overview.ts';
import { MAX_REPORTS, NOTIFICATION_OUTCOMES, type ReportRequest } from '../alarm/report.ts';
import { ALARM_RULES } from '../alarm/rules.ts';
import { alarm } from './domain.ts';
import { count, feedTime, finite, id, text, wallTime, type SchemaOf } from './fields.ts';
import { act, cause, deskName, suppression } from './operator.ts';
import { failure } from './failure.ts';

const rule = v.fallback(v.picklist(ALARM_RULES), 'other');
const priority = v.picklist([1, 2, 3]);
const position = v.nullable(text);
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

export const healthRequest = v.pipe(
  v.object({ from: wallTime, to: wallTime, position: v.nullable(deskName) }),
  v.check(({ from, to }) => from < to, 'from must be before to'),
  v.check(({ from, to }) => to - from <= MAX_HEALTH_MS, 'must be at most 31 days'),
) satisfies SchemaOf<HealthRequest>;

const source = v.object({ point: text, rule, ruleId: v.string(), count });
export const alarmHealth = v.object({
  from: wallTime,
  to: wallTime,
  position,
  alarms: count,
  per10Min: v.object({ average: finite, peak: count, peakAt: v.nullable(wallTime) }),
  floods: count,
  floodShare: share,
  chattering: v.array(source),
  standing: count,
  top: v.array(source),
  topShare: share,
  priorities: v.object({ 1: count, 2: count, 3: count }),
  toAcknowledge: v.object({
    count,
    medianMs: v.nullable(finite),
    p95Ms: v.nullable(finite),
    waiting: count,
  }),
}) satisfies SchemaOf<AlarmHealth>;

export const suppressionEntry = v.object({
  point: text,
  rule,
  ruleId: v.string(),
  priority,
  routeId: v.nullable(id),
  vehicleId: v.nullable(id),
  series: v.nullable(id),
  suppression,
  alarmId: v.nullable(id),
  occurrences: count,
}) satisfies SchemaOf<SuppressionEntry>;

export const handover = v.object({
  ...act.entries,
  id,
  position,
  from: wallTime,
  note: v.string(),
  standing: v.array(alarm),
  standingCount: count,
  suppressed: v.array(suppressionEntry),
  suppressedCount: count,
  happened: v.object({ raised: count, acknowledged: count, closed: count, escalated: count }),
  health: alarmHealth,
  countersigned: v.nullable(v.object({ ...act.entries, comment: v.nullable(text) })),
  version: count,
}) satisfies SchemaOf<Handover>;

const runbook = v.object({
  text: v.string(),
  links: v.array(v.object({ title: text, url: v.pipe(v.string(), v.startsWith('https://')) })),
});
export const alarmOverview = v.object({
  at: wallTime,
  suppressed: v.array(suppressionEntry),
  suppressedCount: count,
  flood: v.object({
    since: v.nullable(wallTime),
    last10Min: count,
    groups: v.array(v.object({ cause, count, firstOut: id })),
  }),
  stood: v.optional(
    v.nullable(v.object({ since: wallTime, waiting: count, level: v.picklist([0, 1, 2]) })),
    null,
  ),
  chattering: v.array(v.object({ point: text, alarmId: id, count, since: wallTime })),
  health: v.array(alarmHealth),
  handover: v.nullable(handover),
  positions: v.array(text),
  rules: v.object({
    version: v.nullable(text),
    loadedAt: wallTime,
    rules: v.array(
      v.object({
        id,
        rule,
        priority,
        title: v.nullable(text),
        runbook: v.nullable(runbook),
        shelve: v.object({ proposed: finite, most: finite }),
        escalate: v.object({ desks: finite, supervisor: finite }),
      }),
    ),
    refused: v.nullable(
      v.object({
        at: wallTime,
        file: text,
        line: v.nullable(count),
        column: v.nullable(count),
        message: text,
      }),
    ),
  }),
  webhook: v.nullable(
    v.object({
      waiting: count,
      delivered: count,
      failed: count,
      dropped: count,
      lastError: v.nullable(text),
    }),
  ),
}) satisfies SchemaOf<AlarmOverview>;

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'must be 64 hex digits'));
export const auditEntry = v.object({
  seq: count,
  at: wallTime,
  feedAt: feedTime,
  by: text,
  console: v.nullable(text),
  action: v.picklist(AUDIT_ACTIONS),
  alarmId: v.nullable(id),
  point: v.nullable(text),
  details: v.record(v.string(), v.unknown()),
  prev: hash,
  hash,
}) satisfies SchemaOf<AuditEntry>;
export const auditRequest = v.object({
  alarmId: v.nullable(id),
  before: v.nullable(count),
  limit: v.pipe(count, v.minValue(1), v.maxValue(100)),
}) satisfies SchemaOf<AuditRequest>;
export const auditPage = v.object({
  items: v.array(auditEntry),
  next: v.nullable(count),
}) satisfies SchemaOf<AuditPage>;

export const reportRequest = v.object({
  console: v.nullable(deskName),
  at: wallTime,
  reports: v.pipe(
    v.array(
      v.object({
        alarmId: id,
        what: v.picklist(['received', ...NOTIFICATION_OUTCOMES]),
        detail: v.optional(v.pipe(v.string(), v.maxLength(300))),
      }),
    ),
    v.minLength(1),
    v.maxLength(MAX_REPORTS),
  ),
}) satisfies SchemaOf<ReportRequest>;
export const reportAnswer = v.object({ taken: count });

const ackAnswer = v.object({
  alarmId: id,
  error: v.nullable(failure),
  alarm: v.nullable(alarm),
}) satisfies SchemaOf<AckAnswer>;
/** What a console checks of each command's answer. */
export const commandValues = {
  acknowledge: alarm,
  acknowledgeMany: v.object({ results: v.array(ackAnswer) }),
  claim: alarm,
  release: alarm,
  shelve: suppressionEntry,
  unshelve: v.null(),
  outOfService: suppressionEntry,
  returnToService: v.null(),
  comment: alarm,
  handover,
  countersign: handover,
  recordTest: v.null(),
} satisfies Record<AlarmCommandType, v.GenericSchema>;
