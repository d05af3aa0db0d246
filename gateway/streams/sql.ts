import Database from 'libsql';
import type { Disposable } from '../../contract/disposable.ts';

export type SqlValue = string | number | null;

export interface Statement<Row> {
  run(...values: SqlValue[]): { readonly changes: number };
  get(...values: SqlValue[]): Row | undefined;
  all(...values: SqlValue[]): Row[];
}

/**
 * The gateway's one embedded database, synchronous. Stream log, alarm history and command results share it,
 * so that what belongs together is committed together.
 */
export interface Sql extends Disposable {
  readonly file: string;
  exec(sql: string): void;
  prepare<Row>(sql: string): Statement<Row>;
  /** All or nothing. Nested calls are savepoints of the outermost one. */
  transaction<T>(work: () => T): T;
  /** Inside a transaction: `undo` runs if an enclosing one is rolled back after all. Outside: never. */
  onRollback(undo: () => void): void;
}

export interface SqlOptions {
  /** Other processes may write to it too, such as the command line; a write then waits up to 5 s for theirs. */
  readonly shared?: boolean;
}

/** Throws where the folder can't be written, the file is no database, or another process has it open. */
export function openSql(file: string, { shared = false }: SqlOptions = {}): Sql {
  const lock = shared || file === ':memory:' ? null : takeLock(`${file}.lock`);
  const db = new Database(file);
  try {
    if (shared) db.pragma('busy_timeout = 5000');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    db.exec('BEGIN IMMEDIATE; COMMIT');
  } catch (error) {
    db.close();
    lock?.dispose();
    throw error;
  }
  return wrap(db, file, () => lock?.dispose());
}

/**
 * A second gateway on the same file would raise the same sequence numbers for other changes. The lock is an open transaction
 * on an empty database: the system lets go of it with the process. SQLite's own `locking_mode` can't do it, because libsql has no
 * call that ends a statement, and until statements are collected they hold a closed connection's locks.
 */
function takeLock(file: string): Disposable {
  const db = new Database(file);
  try {
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    throw new Error(`${file} is held by another gateway: give each its own state folder`, { cause: error });
  }
  return {
    dispose() {
      db.exec('ROLLBACK');
      db.close();
    },
  };
}

function wrap(db: Database.Database, file: string, closed: () => void): Sql {
  const undos: (() => void)[][] = [];
  let open = true;

  const begin = (depth: number) => db.exec(depth === 0 ? 'BEGIN IMMEDIATE' : `SAVEPOINT s${String(depth)}`);
  const commit = (depth: number) => db.exec(depth === 0 ? 'COMMIT' : `RELEASE s${String(depth)}`);
  const rollback = (depth: number) => {
    // SQLite has already rolled back by itself after some errors, such as a full disk.
    if (!db.inTransaction) return;
    db.exec(depth === 0 ? 'ROLLBACK' : `ROLLBACK TO s${String(depth)}; RELEASE s${String(depth)}`);
  };

  return {
    file,
    exec: (sql) => void db.exec(sql),
    prepare<Row>(sql: string) {
      return db.prepare(sql) as unknown as Statement<Row>;
    },
    transaction(work) {
      const depth = undos.length;
      begin(depth);
      undos.push([]);
      try {
        const result = work();
        commit(depth);
        const mine = undos.pop() ?? [];
        undos.at(-1)?.push(...mine);
        return result;
      } catch (error) {
        const mine = undos.pop() ?? [];
        rollback(depth);
        for (const undo of mine.reverse()) undo();
        throw error;
      }
    },
    onRollback: (undo) => void undos.at(-1)?.push(undo),
    dispose() {
      if (!open) return;
      open = false;
      db.pragma('wal_checkpoint(TRUNCATE)');
      db.close();
      closed();
    },
  };
}
