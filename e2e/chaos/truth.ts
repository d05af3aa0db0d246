import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface KnownAlarm {
  readonly id: string;
  readonly routeId: string;
  /** `performance.now()` of the first copy that held it. */
  readonly firstAt: number;
  /** In the newest copy; false after a log was lost. */
  held: boolean;
  open: boolean;
  acknowledged: boolean;
}

interface Row {
  readonly id: string;
  readonly value: string;
}

const DB = 'gateway.db';
const TRIES = 20;

/**
 * What was to be delivered, by this reader's own SQL on copies of the gateway's database: alarms in the history, in the stream's
 * state, and in its log. It shares no code with the gateway, not even the SQLite library.
 */
export class Truth {
  readonly alarms = new Map<string, KnownAlarm>();
  readonly #dataDir: string;
  readonly #copyDir: string;
  #epoch = '';
  #last = 0;
  /** Copies that were no database: the next one is soon, and one that never comes shows in what is due. */
  unreadable = 0;

  constructor(dataDir: string, copyDir: string) {
    this.#dataDir = dataDir;
    this.#copyDir = copyDir;
    mkdirSync(copyDir, { recursive: true });
  }

  /** Reads a copy of what is there now. False where there is no database, or it would not stand still. */
  sample(): boolean {
    if (!this.#copy()) return false;
    const db = new DatabaseSync(join(this.#copyDir, DB));
    try {
      return this.#readTables(db);
    } catch (error) {
      if ((error as { readonly code?: unknown }).code !== 'ERR_SQLITE_ERROR') throw error;
      this.unreadable += 1;
      return false;
    } finally {
      db.close();
    }
  }

  #readTables(db: DatabaseSync): boolean {
    const tables = db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
      .all()
      .map((row) => row['name']);
    if (!tables.includes('entries') || !tables.includes('alarm_history')) return false;
    this.#read(db, performance.now());
    return true;
  }

  /** A consistent copy of the newest sample into another folder. */
  keep(folder: string): void {
    mkdirSync(folder, { recursive: true });
    const db = new DatabaseSync(join(this.#copyDir, DB));
    db.prepare('VACUUM INTO ?').run(join(folder, DB));
    db.close();
  }

  #read(db: DatabaseSync, at: number): void {
    const history = db
      .prepare('SELECT alarm_id AS id, alarm AS value FROM alarm_history')
      .all() as unknown as Row[];
    const state = db
      .prepare(
        "SELECT e.key AS id, e.value FROM entries e JOIN streams s ON s.id = e.stream WHERE s.name = 'alerts'",
      )
      .all() as unknown as Row[];
    // All is read before any of it counts: a copy that breaks off changes nothing.
    for (const alarm of this.alarms.values()) [alarm.held, alarm.open] = [false, false];
    for (const row of history) this.#know(row.id, JSON.parse(row.value) as object, at, false);
    const inState = new Set(state.map((row) => row.id));
    for (const row of state) this.#know(row.id, JSON.parse(row.value) as object, at, true);
    for (const alarm of this.alarms.values()) if (!inState.has(alarm.id)) alarm.open = false;
    this.#readLog(db, at);
  }

  /** The log tells of what neither state nor history has: it must not exist, and would be missed. */
  #readLog(db: DatabaseSync, at: number): void {
    const epoch = String(db.prepare("SELECT value FROM meta WHERE key = 'epoch'").get()?.['value'] ?? '');
    if (epoch !== this.#epoch) [this.#epoch, this.#last] = [epoch, 0];
    const ticks = db
      .prepare(
        "SELECT d.last, d.changes FROM deltas d JOIN streams s ON s.id = d.stream WHERE s.name = 'alerts' AND d.last > ? ORDER BY d.last",
      )
      .all(this.#last) as unknown as { last: number; changes: string }[];
    for (const { last, changes } of ticks) {
      this.#last = last;
      for (const [id, fields] of JSON.parse(changes) as [string, object | null][]) {
        if (fields !== null && 'raisedAt' in fields && !this.alarms.has(id)) this.#know(id, fields, at, true);
      }
    }
  }

  #know(id: string, value: object, at: number, open: boolean): void {
    const fields = value as { routeId?: unknown; acknowledged?: unknown };
    const known = this.alarms.get(id);
    const acknowledged = fields.acknowledged === true;
    if (known !== undefined) Object.assign(known, { held: true, open, acknowledged });
    else
      this.alarms.set(id, {
        id,
        routeId: String(fields.routeId ?? ''),
        firstAt: at,
        held: true,
        open,
        acknowledged,
      });
  }

  /** The database and its write-ahead log belong together only if no checkpoint came in between. */
  #copy(): boolean {
    const from = join(this.#dataDir, DB);
    const to = join(this.#copyDir, DB);
    for (let i = 0; i < TRIES; i += 1) {
      if (!existsSync(from)) return false;
      const before = statSync(from, { bigint: true }).mtimeNs;
      for (const part of ['', '-wal', '-shm']) rmSync(to + part, { force: true });
      if (!copied(from, to)) return false;
      copied(`${from}-wal`, `${to}-wal`);
      if (statSync(from, { bigint: true }).mtimeNs === before) return true;
    }
    return false;
  }
}

/**
 * False where there is no such file: a gateway that ends takes its write-ahead log with it at any moment. By reading it: Node's own
 * copying never ends where the file shrinks under it, as a log does at a checkpoint.
 */
function copied(from: string, to: string): boolean {
  try {
    writeFileSync(to, readFileSync(from));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/**
 * As an administrator would: a row in the table that the gateway reads again and again. `until`: the token's own end, wall ms.
 * False where there is no such table yet.
 */
export function revoke(dataDir: string, jti: string, until: number): boolean {
  const file = join(dataDir, 'identity.db');
  if (!existsSync(file)) return false;
  const db = new DatabaseSync(file, { timeout: 2_000 });
  try {
    if (db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'revoked'").get() === undefined) return false;
    const known = db.prepare('SELECT 1 FROM revoked WHERE key = ?').get(jti) !== undefined;
    if (!known)
      db.prepare('INSERT INTO revoked (key, at, until) VALUES (?, ?, ?)').run(jti, Date.now(), until);
    return true;
  } finally {
    db.close();
  }
}
