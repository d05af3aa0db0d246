import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { openSql, type Sql } from '../../streams/index.ts';

/** Each entry brings the database from its index to the next version; an entry that was released is never changed. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE users (
     tenant TEXT NOT NULL, name TEXT NOT NULL, role TEXT NOT NULL, password TEXT NOT NULL,
     disabled INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL, signed_in_at INTEGER,
     PRIMARY KEY (tenant, name)) WITHOUT ROWID;
   CREATE TABLE families (
     id TEXT PRIMARY KEY, tenant TEXT NOT NULL, sub TEXT NOT NULL, kind TEXT NOT NULL, role TEXT,
     label TEXT NOT NULL, secret TEXT NOT NULL, turn TEXT NOT NULL, before TEXT,
     created_at INTEGER NOT NULL, used_at INTEGER NOT NULL, idle_until INTEGER NOT NULL, ends_at INTEGER,
     revoked_at INTEGER, why TEXT) WITHOUT ROWID;
   CREATE INDEX families_sub ON families (tenant, sub);
   CREATE TABLE pairings (
     device TEXT PRIMARY KEY, user_code TEXT NOT NULL UNIQUE, label TEXT NOT NULL,
     expires_at INTEGER NOT NULL, every INTEGER NOT NULL, asked_at INTEGER NOT NULL,
     state TEXT NOT NULL, tenant TEXT, sub TEXT, role TEXT, approved_by TEXT) WITHOUT ROWID;`,
];

/**
 * Who may come in, in a file of its own beside the streams: the command line writes to it while the gateway runs, and a
 * stream log that was lost takes no user with it. For its owner only. Throws where it can't be had, or is of a newer version.
 */
export function openIdentityDatabase(file: string): Sql {
  if (file !== ':memory:') {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    closeSync(openSync(file, 'a', 0o600));
  }
  const sql = openSql(file, { shared: true });
  try {
    migrate(sql);
    return sql;
  } catch (error) {
    sql.dispose();
    throw error;
  }
}

function migrate(sql: Sql): void {
  sql.transaction(() => {
    const at = sql.prepare<{ user_version: number }>('PRAGMA user_version').get()?.user_version ?? 0;
    if (at > MIGRATIONS.length) {
      throw new Error(
        `${sql.file} is of version ${String(at)}, this gateway knows ${String(MIGRATIONS.length)}`,
      );
    }
    for (const step of MIGRATIONS.slice(at)) sql.exec(step);
    sql.exec(`PRAGMA user_version = ${String(MIGRATIONS.length)}`);
  });
}
