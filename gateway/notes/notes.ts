import type { RouteId } from '../../contract/fleet.ts';
import { MAX_NOTES, type RouteNote } from '../../contract/note.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { feedMs, wallMs, type FeedMs, type WallMs } from '../../contract/time.ts';
import type { Sql } from '../streams/index.ts';

/** A route's id comes again with each day: its notes belong to the plan that began at `start`. */
export interface NotedRoute {
  readonly tenant: string;
  readonly routeId: RouteId;
  readonly start: FeedMs;
}

export interface NewNote extends NotedRoute {
  readonly text: string;
  readonly by: string;
  readonly at: FeedMs;
  readonly wall: WallMs;
  /** What the writer saw, 0 for none; absent: whatever there is. */
  readonly ifVersion?: number | undefined;
}

export interface Notes {
  /** The newest first, at most `MAX_NOTES`. */
  of(route: NotedRoute): RouteNote[];
  /** `conflict` where another version than the one seen is the newest. Call it inside the command's transaction. */
  set(note: NewNote): Result<RouteNote>;
  /** Forgets what was written before `wall`; answers how many that were. */
  prune(wall: WallMs): number;
}

interface Row {
  readonly version: number;
  readonly text: string;
  readonly by: string;
  readonly at: number;
  readonly wall: number;
}

const TABLE = `
  CREATE TABLE IF NOT EXISTS route_notes (
    tenant TEXT NOT NULL, route TEXT NOT NULL, start INTEGER NOT NULL, version INTEGER NOT NULL,
    text TEXT NOT NULL, by TEXT NOT NULL, at INTEGER NOT NULL, wall INTEGER NOT NULL,
    PRIMARY KEY (tenant, route, start, version)) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS route_notes_wall ON route_notes (wall);`;

/** A plan that is sent again may begin at another time; the next day's begins later than this. */
const SAME_DAY_MS = 12 * 3_600_000;

/** On the stream log's database, so that a note and its command's result are one transaction. */
export function openNotes(sql: Pick<Sql, 'exec' | 'prepare'>): Notes {
  sql.exec(TABLE);
  const newest = sql.prepare<Row>(
    `SELECT version, text, by, at, wall FROM route_notes
     WHERE tenant = ? AND route = ? AND start BETWEEN ? AND ? ORDER BY version DESC LIMIT ?`,
  );
  const put = sql.prepare('INSERT INTO route_notes VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const forget = sql.prepare('DELETE FROM route_notes WHERE wall < ?');

  const of = ({ tenant, routeId, start }: NotedRoute, limit = MAX_NOTES): RouteNote[] =>
    newest
      .all(tenant, routeId, Math.round(start) - SAME_DAY_MS, Math.round(start) + SAME_DAY_MS, limit)
      .map(({ version, text, by, at, wall }) => ({
        routeId,
        version,
        text,
        by,
        at: feedMs(at),
        wall: wallMs(wall),
      }));
  return {
    of: (route) => of(route),
    set(note) {
      const [last] = of(note, 1);
      const seen = last?.version ?? 0;
      if (note.ifVersion !== undefined && note.ifVersion !== seen) {
        const why = `somebody wrote meanwhile: version ${String(seen)}, not ${String(note.ifVersion)}`;
        return fail('conflict', why, 'ifVersion');
      }
      const { tenant, routeId, start, text, by, at, wall } = note;
      const version = seen + 1;
      put.run(tenant, routeId, Math.round(start), version, text, by, Math.round(at), Math.round(wall));
      return ok({ routeId, version, text, by, at: feedMs(Math.round(at)), wall: wallMs(Math.round(wall)) });
    },
    prune: (wall) => forget.run(Math.round(wall)).changes,
  };
}
