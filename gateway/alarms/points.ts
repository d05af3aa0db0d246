import type { Suppression } from '../../contract/alarm/operator.ts';
import type { SuppressionEntry } from '../../contract/alarm/overview.ts';
import type { Sql } from '../streams/index.ts';

/** A suppressed point as it is kept: the alarm that stands there is known from the alarms. */
export type KeptPoint = Omit<SuppressionEntry, 'alarmId'>;

/** Points that operators suppressed; each change is written by whoever commits. */
export interface Points {
  get(point: string): KeptPoint | undefined;
  all(): Iterable<KeptPoint>;
  set(entry: KeptPoint): void;
  remove(point: string): void;
  /** Shelved, and the time is over. */
  expired(now: number): KeptPoint[];
  /** Writes what changed since the last call; inside a transaction. What is undone is written again. */
  write(): void;
  readonly pending: boolean;
}

const TABLE = `CREATE TABLE IF NOT EXISTS alarm_points (
  tenant TEXT NOT NULL, point TEXT NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (tenant, point)) WITHOUT ROWID;`;

/** null keeps them in memory only. */
export function openPoints(sql: Sql | null, tenant = ''): Points {
  sql?.exec(TABLE);
  const put = sql?.prepare(
    'INSERT INTO alarm_points VALUES (?, ?, ?) ON CONFLICT (tenant, point) DO UPDATE SET entry = excluded.entry',
  );
  const drop = sql?.prepare('DELETE FROM alarm_points WHERE tenant = ? AND point = ?');
  const rows =
    sql?.prepare<{ entry: string }>('SELECT entry FROM alarm_points WHERE tenant = ?').all(tenant) ?? [];
  const points = new Map(
    rows.map(({ entry }) => JSON.parse(entry) as KeptPoint).map((entry) => [entry.point, entry]),
  );
  const changed = new Set<string>();
  return {
    get: (point) => points.get(point),
    all: () => points.values(),
    set(entry) {
      points.set(entry.point, entry);
      changed.add(entry.point);
    },
    remove(point) {
      if (points.delete(point)) changed.add(point);
    },
    expired: (now) => [...points.values()].filter(({ suppression }) => isOver(suppression, now)),
    write() {
      const written = [...changed];
      sql?.onRollback(() => {
        for (const point of written) changed.add(point);
      });
      for (const point of written) {
        const entry = points.get(point);
        if (entry === undefined) drop?.run(tenant, point);
        else put?.run(tenant, point, JSON.stringify(entry));
      }
      changed.clear();
    },
    get pending() {
      return changed.size > 0;
    },
  };
}

const isOver = ({ kind, until }: Suppression, now: number): boolean =>
  kind === 'shelved' && until !== null && until <= now;
