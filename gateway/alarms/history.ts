import type { Alarm } from '../../contract/alarm.ts';
import type { FeedMs, WallMs } from '../../contract/time.ts';
import type { ClosedAlarm, ClosedAlarmsPage, ClosedAlarmsRequest } from '../../contract/wire.ts';

/** The part of the gateway's SQLite handle that is used here. */
export interface HistorySql {
  exec(sql: string): unknown;
  prepare(sql: string): {
    run(...values: (string | number)[]): { readonly changes: number };
    all(...values: (string | number)[]): unknown[];
  };
}

/** Characters of JSON in one page for a console; an alarm larger than it makes its own page. */
export const REPLAY_CHARS = 128 * 1_024;

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
  readonly items: readonly ClosedAlarm[];
  /** `after` of the next page; null when this was the last. */
  readonly next: number | null;
}

export interface AlarmHistory {
  /** Call it inside the transaction that takes the alarm out of the stream. An alarm is kept once however often it is added. */
  add(tenant: string, alarm: Alarm, wall: WallMs): void;
  page(tenant: string, query: HistoryQuery): HistoryPage;
  /** What a console that was away has to hear of: pages bounded by number and by bytes. */
  replay(tenant: string, request: ClosedAlarmsRequest): ClosedAlarmsPage;
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

interface Row {
  readonly historyId: number;
  readonly alarm: string;
}
const read = ({ historyId, alarm }: Row): ClosedAlarm => ({ historyId, alarm: JSON.parse(alarm) as Alarm });

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
  const closedAfter = sql.prepare(
    `SELECT history_id AS historyId, alarm FROM alarm_history
     WHERE tenant = ? AND history_id > ? AND closed_wall >= ? ORDER BY history_id LIMIT ?`,
  );
  // By its own index: a thousand consoles may ask this at once after a restart, of a history of months.
  const firstSince = sql.prepare(
    'SELECT min(history_id) AS first FROM alarm_history INDEXED BY alarm_history_closed_wall WHERE closed_wall >= ?',
  );
  // Also of rows that are pruned since: an id is never given twice.
  const lastGiven = sql.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'alarm_history'");
  const forget = sql.prepare('DELETE FROM alarm_history WHERE closed_wall < ?');
  return {
    add(tenant, alarm, wall) {
      if (alarm.closedAt === null)
        throw new Error(`alarm ${alarm.id} is not closed: it has no place in history`);
      const [raised, closed] = [Math.round(alarm.raisedAt), Math.round(alarm.closedAt)];
      insert.run(tenant, alarm.id, raised, closed, Math.round(wall), JSON.stringify(alarm));
    },
    page(tenant, { from = 0, to = Number.MAX_SAFE_INTEGER, after = 0, limit }) {
      const rows = select.all(tenant, after, from, to, limit + 1) as Row[];
      const items = rows.slice(0, limit).map(read);
      return { items, next: rows.length > limit ? (items.at(-1)?.historyId ?? null) : null };
    },
    replay(tenant, { after, limit, since }) {
      const [given] = lastGiven.all() as { seq: number }[];
      const last = given?.seq ?? 0;
      const none = { items: [], next: null, last };
      if (after === null) return none;
      let from = after;
      if (since !== undefined) {
        const [{ first } = { first: null }] = firstSince.all(Math.round(since)) as { first: number | null }[];
        if (first === null) return none;
        from = Math.max(after, first - 1);
      }
      const rows = closedAfter.all(tenant, from, Math.round(since ?? 0), limit + 1) as Row[];
      const items: ClosedAlarm[] = [];
      let chars = 0;
      for (const row of rows.slice(0, limit)) {
        chars += row.alarm.length;
        if (items.length > 0 && chars > REPLAY_CHARS) break;
        items.push(read(row));
      }
      return { items, next: rows.length > items.length ? (items.at(-1)?.historyId ?? null) : null, last };
    },
    prune: (wall) => forget.run(Math.round(wall)).changes,
  };
}
