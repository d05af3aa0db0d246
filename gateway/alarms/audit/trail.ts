import {
  FIRST_PREV,
  type AuditEntry,
  type AuditPage,
  type AuditRequest,
} from '../../../contract/alarm/audit.ts';
import type { FeedMs, WallMs } from '../../../contract/time.ts';
import type { Sql } from '../../streams/index.ts';
import { deed, type Deed } from '../act.ts';
import { hashOf } from './link.ts';

const TABLE = `
  CREATE TABLE IF NOT EXISTS alarm_audit (
    tenant TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, action TEXT NOT NULL, alarm_id TEXT,
    hash TEXT NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (tenant, seq)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS alarm_audit_at ON alarm_audit (tenant, at);
  CREATE INDEX IF NOT EXISTS alarm_audit_alarm ON alarm_audit (tenant, alarm_id, seq) WHERE alarm_id IS NOT NULL;
`;

export interface AuditRow {
  readonly seq: number;
  readonly at: number;
  readonly action: string;
  readonly alarmId: string | null;
  readonly hash: string;
  readonly entry: string;
}
export const AUDIT_COLUMNS = 'seq, at, action, alarm_id AS alarmId, hash, entry';

export interface AuditTrail {
  /** Inside the transaction of what was done. Each entry holds the hash of the one before. */
  append(deeds: readonly Deed[]): void;
  page(request: AuditRequest): AuditPage;
  /** Oldest first, in chunks; `from` and `to` are wall ms, `to` exclusive. */
  between(from: WallMs, to: WallMs): Iterable<AuditEntry>;
  /** Entries with a greater number, the oldest first. */
  after(seq: number, limit: number): AuditEntry[];
  /** Active for longer than the span at that moment, of the alarms in the trail. */
  standing(at: WallMs, span: number, position: string | null): number;
  /**
   * Forgets what is older and notes it: the entry says where the chain begins now. An entry that is missing otherwise breaks it.
   */
  prune(before: WallMs, moment: { readonly feed: FeedMs; readonly wall: WallMs }): number;
  readonly head: { readonly seq: number; readonly hash: string };
}

const CHUNK = 1_000;

export function openAuditTrail(sql: Sql, tenant: string): AuditTrail {
  sql.exec(TABLE);
  const columns = `SELECT ${AUDIT_COLUMNS} FROM alarm_audit WHERE tenant = ?`;
  const insert = sql.prepare('INSERT INTO alarm_audit VALUES (?, ?, ?, ?, ?, ?, ?)');
  const last = sql.prepare<AuditRow>(`${columns} ORDER BY seq DESC LIMIT 1`);
  const newest = sql.prepare<AuditRow>(`${columns} AND seq < ? ORDER BY seq DESC LIMIT ?`);
  const ofAlarm = sql.prepare<AuditRow>(`${columns} AND alarm_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?`);
  const within = sql.prepare<AuditRow>(`${columns} AND at >= ? AND at < ? AND seq > ? ORDER BY seq LIMIT ?`);
  const following = sql.prepare<AuditRow>(`${columns} AND seq > ? ORDER BY seq LIMIT ?`);
  const began = sql.prepare<AuditRow>(
    `${columns} AND action IN ('raised', 'reactivated') AND at < ? AND NOT EXISTS (
       SELECT 1 FROM alarm_audit AS later WHERE later.tenant = alarm_audit.tenant
       AND later.alarm_id = alarm_audit.alarm_id AND later.seq > alarm_audit.seq AND later.at < ?
       AND later.action IN ('returned', 'closed', 'reactivated'))`,
  );
  const older = sql.prepare<AuditRow>(`${columns} AND at < ? ORDER BY seq DESC LIMIT 1`);
  const forget = sql.prepare('DELETE FROM alarm_audit WHERE tenant = ? AND seq <= ?');
  const read = ({ entry }: AuditRow): AuditEntry => JSON.parse(entry) as AuditEntry;
  const readHead = () => {
    const row = last.get(tenant);
    return row === undefined ? { seq: 0, hash: FIRST_PREV } : { seq: row.seq, hash: row.hash };
  };
  let head = readHead();

  const append = (deeds: readonly Deed[]): void => {
    if (deeds.length === 0) return;
    sql.onRollback(() => (head = readHead()));
    for (const what of deeds) {
      // Whole milliseconds: what is stored in a column must read back as the same.
      const stamped = {
        ...what,
        at: Math.round(what.at) as WallMs,
        feedAt: Math.round(what.feedAt) as FeedMs,
      };
      const unlinked = { seq: head.seq + 1, ...stamped, prev: head.hash };
      const entry: AuditEntry = { ...unlinked, hash: hashOf(unlinked) };
      const { seq, at, action, alarmId, hash } = entry;
      insert.run(tenant, seq, at, action, alarmId, hash, JSON.stringify(entry));
      head = { seq, hash };
    }
  };
  return {
    append,
    get head() {
      return head;
    },
    page({ alarmId, before, limit }) {
      const until = before ?? Number.MAX_SAFE_INTEGER;
      const rows =
        alarmId === null
          ? newest.all(tenant, until, limit + 1)
          : ofAlarm.all(tenant, alarmId, until, limit + 1);
      const items = rows.slice(0, limit).map(read);
      return { items, next: rows.length > limit ? (items.at(-1)?.seq ?? null) : null };
    },
    *between(from, to) {
      for (let seq = 0; ;) {
        const rows = within.all(tenant, from, to, seq, CHUNK);
        for (const row of rows) {
          yield read(row);
          seq = row.seq;
        }
        if (rows.length < CHUNK) return;
      }
    },
    after: (seq, limit) => following.all(tenant, seq, limit).map(read),
    standing(at, span, position) {
      const rows = began.all(tenant, at - span, at).map(read);
      return rows.filter(({ details }) => position === null || details['position'] === position).length;
    },
    prune(before, moment) {
      const row = older.get(tenant, before);
      if (row === undefined) return 0;
      return sql.transaction(() => {
        append([deed('pruned', null, moment, undefined, { upTo: row.seq, hash: row.hash })]);
        return forget.run(tenant, row.seq).changes;
      });
    },
  };
}
