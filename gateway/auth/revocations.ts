import type { Disposable } from '../../contract/disposable.ts';
import type { Principal } from '../ports.ts';
import type { Sql } from '../streams/index.ts';

/**
 * What ended early: a token by its jti, a session (family) by its id, or everything that a user holds outside of sessions.
 * Kept until it would have ended anyway.
 */
export interface Revocations {
  has(key: string): boolean;
  /** This principal's token is worth nothing any more. */
  covers(who: Principal): boolean;
  /** `until`: the end that it had, wall ms. */
  add(key: string, until: number): void;
  /** Told at once of each new one: sockets and feeds of that token end. */
  onAdded(listener: (key: string) => void): Disposable;
  /** Learns what another process has added, such as the command line. */
  poll(): void;
}

/** All tokens of a user that belong to no session, such as those of `npm run token`; later ones are good again. */
export const userKey = ({ tenant, sub }: Pick<Principal, 'tenant' | 'sub'>): string =>
  `user ${tenant}/${sub}`;

/** A key's revocation ends this principal's connections. */
export const concerns = (key: string, who: Principal): boolean =>
  key === who.jti || (who.family === undefined ? key === userKey(who) : key === who.family);

interface Entry {
  readonly at: number;
  readonly until: number;
}

/** The memory of both kinds, and who wants to know. */
class Known {
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<(key: string) => void>();

  has(key: string): boolean {
    return this.#entries.has(key);
  }

  covers(who: Principal): boolean {
    if (this.#entries.has(who.jti)) return true;
    if (who.family !== undefined) return this.#entries.has(who.family);
    // `issuedAt` is in whole seconds: what was issued within the same one may be older.
    return (this.#entries.get(userKey(who))?.at ?? -1) >= (who.issuedAt ?? 0);
  }

  /** False where it is no news. */
  set(key: string, { at, until }: Entry): boolean {
    const before = this.#entries.get(key);
    this.#entries.set(key, {
      at: Math.max(at, before?.at ?? at),
      until: Math.max(until, before?.until ?? until),
    });
    return before === undefined || at > before.at;
  }

  forget(now: number): void {
    for (const [key, { until }] of this.#entries) if (until < now) this.#entries.delete(key);
  }

  listen(listener: (key: string) => void): Disposable {
    this.#listeners.add(listener);
    return { dispose: () => void this.#listeners.delete(listener) };
  }

  tell(key: string): void {
    for (const listener of this.#listeners) listener(key);
  }
}

/** Forgotten with the process. */
export function memoryRevocations(now: () => number = Date.now): Revocations {
  const known = new Known();
  return {
    has: (key) => known.has(key),
    covers: (who) => known.covers(who),
    add(key, until) {
      known.forget(now());
      known.set(key, { at: now(), until });
      known.tell(key);
    },
    onAdded: (listener) => known.listen(listener),
    poll: () => undefined,
  };
}

/** Kept in a database over restarts, and shared by the processes that have it open. */
export function sqlRevocations(sql: Sql, now: () => number = Date.now): Revocations {
  sql.exec(
    'CREATE TABLE IF NOT EXISTS revoked (n INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL, at INTEGER NOT NULL, until INTEGER NOT NULL)',
  );
  const put = sql.prepare('INSERT INTO revoked (key, at, until) VALUES (?, ?, ?)');
  const clean = sql.prepare('DELETE FROM revoked WHERE until < ?');
  const later = sql.prepare<{ n: number; key: string; at: number; until: number }>(
    'SELECT * FROM revoked WHERE n > ? ORDER BY n',
  );
  const known = new Known();
  let last = 0;
  const learn = (): string[] =>
    later.all(last).flatMap(({ n, key, at, until }) => {
      last = n;
      return until >= now() && known.set(key, { at, until }) ? [key] : [];
    });
  learn();
  return {
    has: (key) => known.has(key),
    covers: (who) => known.covers(who),
    add(key, until) {
      known.forget(now());
      clean.run(now());
      put.run(key, now(), until);
      known.set(key, { at: now(), until });
      known.tell(key);
    },
    onAdded: (listener) => known.listen(listener),
    poll() {
      for (const key of learn()) known.tell(key);
    },
  };
}
