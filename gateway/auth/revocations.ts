import type { Disposable } from '../../contract/disposable.ts';
import type { Sql } from '../streams/index.ts';

/** Tokens that ended early, by jti; kept until they would have ended anyway. */
export interface Revocations {
  has(jti: string): boolean;
  /** `until`: the token's own end, wall ms. */
  add(jti: string, until: number): void;
  /** Told at once of each new one: sockets of that token end. */
  onAdded(listener: (jti: string) => void): Disposable;
}

/** Shared by both kinds: who wants to know. */
class Listeners {
  readonly #all = new Set<(jti: string) => void>();

  add(listener: (jti: string) => void): Disposable {
    this.#all.add(listener);
    return { dispose: () => void this.#all.delete(listener) };
  }

  tell(jti: string): void {
    for (const listener of this.#all) listener(jti);
  }
}

/** Forgotten with the process. */
export function memoryRevocations(now: () => number = Date.now): Revocations {
  const ends = new Map<string, number>();
  const listeners = new Listeners();
  return {
    has: (jti) => ends.has(jti),
    add(jti, until) {
      for (const [old, end] of ends) if (end < now()) ends.delete(old);
      ends.set(jti, until);
      listeners.tell(jti);
    },
    onAdded: (listener) => listeners.add(listener),
  };
}

/** Kept in the gateway's database over restarts. */
export function sqlRevocations(sql: Sql, now: () => number = Date.now): Revocations {
  sql.exec(
    'CREATE TABLE IF NOT EXISTS revocations (jti TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID',
  );
  const find = sql.prepare<{ jti: string }>('SELECT jti FROM revocations WHERE jti = ?');
  const put = sql.prepare(
    'INSERT INTO revocations VALUES (?, ?) ON CONFLICT (jti) DO UPDATE SET until = max(until, excluded.until)',
  );
  const clean = sql.prepare('DELETE FROM revocations WHERE until < ?');
  const listeners = new Listeners();
  return {
    has: (jti) => find.get(jti) !== undefined,
    add(jti, until) {
      clean.run(now());
      put.run(jti, until);
      listeners.tell(jti);
    },
    onAdded: (listener) => listeners.add(listener),
  };
}
