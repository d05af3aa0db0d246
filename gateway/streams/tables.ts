import type { Sql } from './sql.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS streams (
  id INTEGER PRIMARY KEY, tenant TEXT NOT NULL, name TEXT NOT NULL, seq INTEGER NOT NULL, UNIQUE (tenant, name));
CREATE TABLE IF NOT EXISTS deltas (
  stream INTEGER NOT NULL, last INTEGER NOT NULL, ts INTEGER NOT NULL, changes TEXT NOT NULL,
  PRIMARY KEY (stream, last));
CREATE TABLE IF NOT EXISTS entries (
  stream INTEGER NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (stream, key)) WITHOUT ROWID;
`;

export interface StreamRow {
  readonly id: number;
  readonly tenant: string;
  readonly name: string;
  readonly seq: number;
}

/** The log's statements, prepared once. */
export function openTables(sql: Sql) {
  sql.exec(SCHEMA);
  return {
    getMeta: sql.prepare<{ value: string }>('SELECT value FROM meta WHERE key = ?'),
    setMeta: sql.prepare(
      'INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    ),
    streams: sql.prepare<StreamRow>('SELECT id, tenant, name, seq FROM streams'),
    addStream: sql.prepare('INSERT INTO streams (tenant, name, seq) VALUES (?, ?, 0)'),
    stream: sql.prepare<StreamRow>('SELECT id, tenant, name, seq FROM streams WHERE tenant = ? AND name = ?'),
    setSeq: sql.prepare('UPDATE streams SET seq = ? WHERE id = ?'),
    append: sql.prepare('INSERT INTO deltas (stream, last, ts, changes) VALUES (?, ?, ?, ?)'),
    trim: sql.prepare('DELETE FROM deltas WHERE stream = ? AND last <= ?'),
    forget: sql.prepare('DELETE FROM deltas'),
    kept: sql.prepare<{ last: number; bytes: number }>(
      'SELECT last, length(CAST(changes AS BLOB)) AS bytes FROM deltas WHERE stream = ? ORDER BY last',
    ),
    oldest: sql.prepare<{ changes: string; last: number }>(
      'SELECT changes, last FROM deltas WHERE stream = ? ORDER BY last LIMIT 1',
    ),
    after: sql.prepare<{ changes: string; last: number }>(
      'SELECT changes, last FROM deltas WHERE stream = ? AND last > ? ORDER BY last LIMIT 64',
    ),
    entries: sql.prepare<{ key: string; value: string }>('SELECT key, value FROM entries WHERE stream = ?'),
    put: sql.prepare(
      'INSERT INTO entries VALUES (?, ?, ?) ON CONFLICT (stream, key) DO UPDATE SET value = excluded.value',
    ),
    remove: sql.prepare('DELETE FROM entries WHERE stream = ? AND key = ?'),
  };
}
export type Tables = ReturnType<typeof openTables>;
