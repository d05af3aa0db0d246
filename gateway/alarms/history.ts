import type { Alarm } from '../../contract/alarm.ts';
import type { FeedMs, WallMs } from '../../contract/time.ts';

/** The part of the gateway's SQLite handle that is used here. */
export interface HistorySql {
  exec(sql: string): unknown;
  prepare(sql: string): {
    run(...values: (string | number)[]): { readonly changes: number };
    all(...values: (string | number)[]): unknown[];
  };
}

/** A closed alarm and its place in the history: pages are asked for by it, it only grows. */
export interface HistoryRow {
  readonly historyId: number;
  readonly alarm: Alarm;
}
export interface HistoryQuery {
  /** Feed time: alarms raised at or before `to` and closed at or after `from`. */
  readonly from?: FeedMs;
  readonly to?: FeedMs;
  /** Rows with a greater history id. */
  readonly after?: number;
  /** 1-1,000. */
  readonly limit: number;
}
export interface HistoryPage {
  readonly items: readonly HistoryRow[];
  /** `after` of the next page; null when this was the last. */
  readonly next: number | null;
}

export interface AlarmHistory {
  /** Call it inside the transaction that takes the alarm out of the stream. An alarm is kept once however often it is added. */
  add(tenant: string, alarm: Alarm, wall: WallMs): void;
  page(tenant: string, query: HistoryQuery): HistoryPage;
  /** Forgets what was closed before `wall`; answers how many rows that were. */
  prune(wall: WallMs): number;
}

const TABLE = `
  CREATE TABLE IF NOT EXISTS alarm_history (
    history_id INTEGER PRIMARY KEY AUTOINCREMENT,
    tenant TEXT NOT NULL,
    alarm_id TEXT NOT NULL,
    raised_at INTEGER NOT NULL,
    closed_at INTEGER NOT NULL,
    closed_wall INTEGER NOT NULL,
    alarm TEXT NOT NULL,
    UNIQUE (tenant, alarm_id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS alarm_history_closed_wall ON alarm_history (closed_wall);
`;

export function openAlarmHistory(sql: HistorySql): AlarmHistory {
  sql.exec(TABLE);
  const insert = sql.prepare(
    `INSERT INTO alarm_history (tenant, alarm_id, raised_at, closed_at, closed_wall, alarm)
     VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (tenant, alarm_id) DO NOTHING`,
  );
  const select = sql.prepare(
    `SELECT history_id AS historyId, alarm FROM alarm_history
     WHERE tenant = ? AND history_id > ? AND closed_at >= ? AND raised_at <= ? ORDER BY history_id LIMIT ?`,
  );
  const forget = sql.prepare('DELETE FROM alarm_history WHERE closed_wall < ?');
  return {
    add(tenant, alarm, wall) {
      if (alarm.closedAt === null)
        throw new Error(`alarm ${alarm.id} is not closed: it has no place in history`);
      const [raised, closed] = [Math.round(alarm.raisedAt), Math.round(alarm.closedAt)];
      insert.run(tenant, alarm.id, raised, closed, Math.round(wall), JSON.stringify(alarm));
    },
    page(tenant, { from = 0, to = Number.MAX_SAFE_INTEGER, after = 0, limit }) {
      const rows = select.all(tenant, after, from, to, limit + 1) as { historyId: number; alarm: string }[];
      const items = rows
        .slice(0, limit)
        .map((row) => ({ historyId: row.historyId, alarm: JSON.parse(row.alarm) as Alarm }));
      return { items, next: rows.length > limit ? (items.at(-1)?.historyId ?? null) : null };
    },
    prune: (wall) => forget.run(Math.round(wall)).changes,
  };
}
