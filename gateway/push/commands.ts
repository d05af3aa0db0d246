import { fail, type Result } from '../../contract/result.ts';
import type { Entry } from '../../contract/stream.ts';
import type { Command } from '../../contract/wire.ts';
import { mayCommand } from '../auth/index.ts';
import type { Principal } from '../ports.ts';
import type { Sql } from '../streams/index.ts';

/** Results of commands by (tenant, user, id): a retry answers the first result and does nothing again. */
export interface CommandStore {
  /** `run` and the keeping of its result stand or fall together. */
  once(who: Principal, id: string, run: () => Result<Entry | null>): Result<Entry | null>;
  find(who: Principal, id: string): Result<Entry | null> | null;
}

const DAY_MS = 24 * 3_600_000;

/** On the stream log's database, so that a command's effect and its result are one transaction. */
export function sqlCommands(sql: Sql, now: () => number = Date.now): CommandStore {
  sql.exec(`
    CREATE TABLE IF NOT EXISTS commands (
      tenant TEXT NOT NULL, user TEXT NOT NULL, id TEXT NOT NULL, result TEXT NOT NULL, at INTEGER NOT NULL,
      PRIMARY KEY (tenant, user, id)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS commands_at ON commands (at);`);
  const get = sql.prepare<{ result: string }>(
    'SELECT result FROM commands WHERE tenant = ? AND user = ? AND id = ? AND at >= ?',
  );
  const put = sql.prepare('INSERT OR REPLACE INTO commands VALUES (?, ?, ?, ?, ?)');
  const clean = sql.prepare('DELETE FROM commands WHERE at < ?');

  const find = (who: Principal, id: string): Result<Entry | null> | null => {
    const row = get.get(who.tenant, who.sub, id, now() - DAY_MS);
    return row === undefined ? null : (JSON.parse(row.result) as Result<Entry | null>);
  };
  return {
    find,
    once: (who, id, run) =>
      find(who, id) ??
      sql.transaction(() => {
        const result = run();
        clean.run(now() - DAY_MS);
        put.run(who.tenant, who.sub, id, JSON.stringify(result), now());
        return result;
      }),
  };
}

/** A stored result comes first: a retry that arrives late is answered, not refused. */
export function runCommand(
  store: CommandStore,
  who: Principal,
  command: Command,
  now: number,
  run: (who: Principal, command: Command) => Result<Entry | null>,
): Result<Entry | null> {
  if (!mayCommand(who.role, command.type))
    return fail('forbidden', `role ${who.role} may not ${command.type}`);
  const before = store.find(who, command.id);
  if (before !== null) return before;
  if (command.expiresAt <= now) return fail('expired', 'the command came too late', 'expiresAt');
  return store.once(who, command.id, () => run(who, command));
}
