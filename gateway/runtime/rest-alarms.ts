import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { MAX_HEALTH_MS } from '../../contract/alarm/health.ts';
import { fail } from '../../contract/result.ts';
import { epochMs, firstWrong } from '../../contract/schema/fields.ts';
import { wallMs } from '../../contract/time.ts';
import { csvLine, CSV_HEAD } from '../alarms/audit/csv.ts';
import type { AuditTrail } from '../alarms/audit/trail.ts';
import type { TenantView } from '../ports.ts';

const time = v.pipe(
  v.string(),
  v.regex(/^\d{1,15}$/, 'must be epoch milliseconds'),
  v.transform(Number),
  epochMs,
  v.transform(wallMs),
);
const window = {
  from: v.optional(time),
  to: v.optional(time),
};
const healthQuery = v.object({ ...window, position: v.optional(v.pipe(v.string(), v.maxLength(64))) });
const auditQuery = v.object({ ...window, format: v.optional(v.picklist(['csv', 'json']), 'json') });

const SHIFT = 8 * 3_600_000;
/** Longest window of one export. */
const MAX_AUDIT_MS = 400 * 86_400_000;

/** `GET /alarms/health`, `/alarms/overview`, `/alarms/audit`; times are wall milliseconds, the last 8 h where none is given. */
export function registerAlarmRoutes(
  app: FastifyInstance,
  { view, trail }: { readonly view: TenantView; readonly trail: AuditTrail },
): void {
  app.get('/alarms/overview', async () => view.alarms?.overview() ?? null);

  app.get('/alarms/health', async (request, reply) => {
    const query = v.safeParse(healthQuery, request.query);
    if (!query.success) return await reply.code(400).send(wrong(query.issues));
    const span = spanOf(query.output, MAX_HEALTH_MS);
    if (typeof span === 'string') return await reply.code(400).send(fail('bad-request', span, 'from'));
    return view.alarms?.health({ ...span, position: query.output.position ?? null });
  });

  app.get('/alarms/audit', async (request, reply) => {
    const query = v.safeParse(auditQuery, request.query);
    if (!query.success) return await reply.code(400).send(wrong(query.issues));
    const span = spanOf(query.output, MAX_AUDIT_MS);
    if (typeof span === 'string') return await reply.code(400).send(fail('bad-request', span, 'from'));
    const csv = query.output.format === 'csv';
    const type = csv ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8';
    reply
      .header('content-type', type)
      .header('content-disposition', `attachment; filename="alarm-audit.${csv ? 'csv' : 'ndjson'}"`);
    return await reply.send(Readable.from(lines(trail, span, csv)));
  });
}

/** As it is read: an export of a year is never in memory. */
function* lines(trail: AuditTrail, { from, to }: Span, csv: boolean): Iterable<string> {
  if (csv) yield CSV_HEAD;
  for (const entry of trail.between(from, to)) yield csv ? csvLine(entry) : `${JSON.stringify(entry)}\n`;
}

interface Span {
  readonly from: ReturnType<typeof wallMs>;
  readonly to: ReturnType<typeof wallMs>;
}
function spanOf(asked: Partial<Span>, most: number): Span | string {
  const to = asked.to ?? wallMs(Date.now());
  const from = asked.from ?? wallMs(to - SHIFT);
  if (from >= to) return `must be before to (got ${String(from)})`;
  return to - from > most ? `the window must be at most ${String(most / 86_400_000)} days` : { from, to };
}

function wrong(issues: Parameters<typeof firstWrong>[0]) {
  const { field, reason } = firstWrong(issues);
  return fail('bad-request', reason, field);
}
