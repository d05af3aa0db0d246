import type { RouteId, RoutePlan } from '../../contract/fleet.ts';
import type { FeedRecord, PositionReport, SeriesSample, StopEvent } from '../../contract/ingest.ts';
import { feedMs, type FeedMs } from '../../contract/time.ts';
import type { Slice } from '../ingest/driver.ts';
import type { Happening } from '../ports.ts';
import type { Sql } from '../streams/index.ts';

/** What a restart needs of what came by REST: nobody would send it again. */
export interface Journal {
  record(record: FeedRecord): void;
  /** Arrivals that were seen in positions: the positions themselves are not kept. */
  happened(happenings: readonly Happening[]): void;
  forget(route: RouteId): void;
  readonly pending: boolean;
  /** Call it inside the tick's transaction; `committed` when that stands. */
  write(): void;
  committed(): void;
  /** What is kept, as the slices that bring it back up to `now`; positions and minutes only since `from`. */
  replay(from: FeedMs, now: FeedMs): Iterable<Slice>;
  prune(before: FeedMs): void;
}

interface Row {
  readonly route: string;
  readonly record: FeedRecord | null;
}

const TABLE = `
  CREATE TABLE IF NOT EXISTS ingest_journal (
    key TEXT PRIMARY KEY, route TEXT NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL, record TEXT NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS ingest_journal_route ON ingest_journal (route);
  CREATE INDEX IF NOT EXISTS ingest_journal_at ON ingest_journal (at);`;

const MINUTE = 60_000;

/**
 * One row for each plan, for each event of each stop, for each vehicle's last position and each minute of a series: the
 * same bound as the fleet's own, whatever the rate of positions.
 */
export function openJournal(sql: Pick<Sql, 'exec' | 'prepare'>): Journal {
  sql.exec(TABLE);
  const put = sql.prepare(
    `INSERT INTO ingest_journal (key, route, kind, at, record) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (key) DO UPDATE SET at = excluded.at, record = excluded.record`,
  );
  const drop = sql.prepare('DELETE FROM ingest_journal WHERE route = ?');
  const old = sql.prepare("DELETE FROM ingest_journal WHERE kind IN ('position', 'sample') AND at < ?");
  const all = sql.prepare<{ record: string }>(
    "SELECT record FROM ingest_journal WHERE at >= ? OR kind IN ('plan', 'event') ORDER BY kind <> 'plan', at",
  );
  const waiting = new Map<string, Row>();
  /** The newest minute of each series: its samples are kept as their mean. */
  const minutes = new Map<string, { at: FeedMs; sum: number; count: number }>();

  const keep = (key: string, route: string, record: FeedRecord) => {
    // Deleted first, so that the order of writing is the order of happening: a route may be forgotten and planned anew.
    waiting.delete(key);
    waiting.set(key, { route, record });
  };
  const event = (one: StopEvent) =>
    keep(eventKey(one), one.routeId, { kind: 'event', at: one.at, event: one });
  const plan = (one: RoutePlan) => keep(`plan ${one.id}`, one.id, { kind: 'plan', at: one.start, plan: one });
  const position = (one: PositionReport) =>
    keep(`position ${one.vehicleId}`, '', { kind: 'position', at: one.at, position: one });
  const sample = (one: SeriesSample) => {
    const at = feedMs(Math.floor(one.at / MINUTE) * MINUTE);
    const known = minutes.get(one.series);
    // Of a sample that came after its minute only the running gateway knows.
    if (known !== undefined && at < known.at) return;
    const minute = known?.at === at ? known : { at, sum: 0, count: 0 };
    minute.sum += one.value;
    minute.count++;
    minutes.set(one.series, minute);
    const mean = { ...one, at, value: minute.sum / minute.count };
    keep(`sample ${one.series} ${String(at)}`, '', { kind: 'sample', at, sample: mean });
  };

  return {
    record(record) {
      if (record.kind === 'plan') plan(record.plan);
      else if (record.kind === 'event') event(record.event);
      else if (record.kind === 'position') position(record.position);
      else sample(record.sample);
    },
    happened(happenings) {
      for (const { type, routeId, vehicleId, at, ...rest } of happenings) {
        if (type !== 'arrived' && type !== 'departed') continue;
        event({ type, routeId, vehicleId, at, stop: 'stop' in rest ? rest.stop : null, reason: null });
      }
    },
    forget(route) {
      for (const [key, row] of waiting) if (row.route === route) waiting.delete(key);
      waiting.set(`forget ${route}`, { route, record: null });
    },
    get pending() {
      return waiting.size > 0;
    },
    write() {
      for (const [key, { route, record }] of waiting) {
        if (record === null) drop.run(route);
        else put.run(key, route, record.kind, Math.round(record.at), JSON.stringify(record));
      }
    },
    committed: () => waiting.clear(),
    replay: (from, now) =>
      slices(
        all.all(from).map((row) => JSON.parse(row.record) as FeedRecord),
        now,
      ),
    prune: (before) => void old.run(Math.round(before)),
  };
}

const eventKey = ({ routeId, type, stop }: StopEvent): string => `event ${routeId} ${type} ${String(stop)}`;

/** Plans first, then what happened, minute by minute, so that figures and conditions follow as they did. */
function* slices(records: readonly FeedRecord[], now: FeedMs): Iterable<Slice> {
  let minute: FeedRecord[] = [];
  let until = Number.POSITIVE_INFINITY;
  for (const record of records) {
    if (record.kind !== 'plan') {
      if (record.at >= until) {
        yield { to: feedMs(until), records: minute, newDay: false };
        // Nothing came for a while: time goes on to the next record, which would else be one from the future.
        if (record.at > until) yield { to: record.at, records: [], newDay: false };
        minute = [];
        until = record.at + MINUTE;
      }
      until = Math.min(until, record.at + MINUTE);
    }
    minute.push(record);
  }
  if (minute.length > 0) yield { to: now, records: minute, newDay: false };
}
