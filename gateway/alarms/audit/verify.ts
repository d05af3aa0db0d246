import { FIRST_PREV, type AuditEntry } from '../../../contract/alarm/audit.ts';
import type { Sql } from '../../streams/index.ts';
import { hashOf } from './link.ts';
import { AUDIT_COLUMNS, type AuditRow } from './trail.ts';

export type Verification =
  | {
      readonly ok: true;
      readonly entries: number;
      /** Note it elsewhere: an entry taken from the chain's end is seen only against it. */
      readonly head: { readonly seq: number; readonly hash: string };
    }
  | { readonly ok: false; readonly seq: number; readonly why: string };

const CHUNK = 1_000;

/** From the first entry to the last: the first link that does not hold, by its number. Reads, never writes. */
export function verifyAudit(sql: Pick<Sql, 'prepare'>, tenant: string): Verification {
  const next = sql.prepare<AuditRow>(
    `SELECT ${AUDIT_COLUMNS} FROM alarm_audit WHERE tenant = ? AND seq > ? ORDER BY seq LIMIT ?`,
  );
  let head = { seq: 0, hash: FIRST_PREV };
  let entries = 0;
  for (;;) {
    const rows = next.all(tenant, head.seq, CHUNK);
    const [first] = rows;
    // What was pruned leaves an entry that names its last link.
    if (entries === 0 && first !== undefined && first.seq > 1) head = pruned(sql, tenant, first) ?? head;
    for (const row of rows) {
      const why = brokenBy(row, head);
      if (why !== null) return { ok: false, seq: Math.min(row.seq, head.seq + 1), why };
      head = { seq: row.seq, hash: row.hash };
      entries += 1;
    }
    if (rows.length < CHUNK) return { ok: true, entries, head };
  }
}

function brokenBy(row: AuditRow, before: { readonly seq: number; readonly hash: string }): string | null {
  if (row.seq !== before.seq + 1) return `entry ${String(before.seq + 1)} is missing`;
  const entry = parsed(row.entry);
  if (entry === null) return 'its text is no JSON any more';
  if (entry.seq !== row.seq) return `it says that it is entry ${String(entry.seq)}`;
  if (entry.prev !== before.hash) return 'it does not follow the entry before it';
  if (entry.hash !== row.hash || hashOf(entry) !== entry.hash) return 'its content is not what was hashed';
  if (entry.at !== row.at || entry.action !== row.action || entry.alarmId !== row.alarmId)
    return 'its columns are not its content';
  return null;
}

function parsed(text: string): AuditEntry | null {
  try {
    return JSON.parse(text) as AuditEntry;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function pruned(sql: Pick<Sql, 'prepare'>, tenant: string, first: AuditRow) {
  const rows = sql
    .prepare<AuditRow>(`SELECT ${AUDIT_COLUMNS} FROM alarm_audit WHERE tenant = ? AND action = 'pruned'`)
    .all(tenant);
  for (const row of rows) {
    const { upTo, hash } = parsed(row.entry)?.details ?? {};
    if (upTo === first.seq - 1 && typeof hash === 'string') return { seq: first.seq - 1, hash };
  }
  return null;
}
