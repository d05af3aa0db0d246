import { randomUUID } from 'node:crypto';
import type { Alarm } from '../../../contract/alarm.ts';
import { MAX_HANDED_OVER, type Handover } from '../../../contract/alarm/handover.ts';
import type { AlarmHealth, HealthRequest } from '../../../contract/alarm/health.ts';
import type { SuppressionEntry } from '../../../contract/alarm/overview.ts';
import { wallMs } from '../../../contract/time.ts';
import type { CommandOf } from '../../../contract/wire.ts';
import type { Sql } from '../../streams/index.ts';
import { deed, type Moment } from '../act.ts';
import type { FleetAlarms } from '../alarms.ts';
import type { AuditTrail } from '../audit/trail.ts';
import { actOf, done, lost, refused, type Operator, type Outcome } from './outcome.ts';

/** A shift is at most so long: what an older handover would begin is not one shift. */
const LONGEST_SHIFT = 12 * 3_600_000;

const TABLE = `CREATE TABLE IF NOT EXISTS alarm_handovers (
  tenant TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (tenant, id)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS alarm_handovers_at ON alarm_handovers (tenant, at);`;

export interface HandoverParts {
  readonly sql: Sql;
  readonly tenant: string;
  readonly alarms: FleetAlarms;
  readonly trail: Pick<AuditTrail, 'between'>;
  readonly suppressed: () => readonly SuppressionEntry[];
  readonly health: (request: HealthRequest) => AlarmHealth;
}

/** What one shift leaves to the next. Written within the command's own transaction. */
export class Handovers {
  readonly #parts: HandoverParts;
  readonly #put;
  readonly #newest;
  readonly #get;

  constructor(parts: HandoverParts) {
    this.#parts = parts;
    const { sql } = parts;
    sql.exec(TABLE);
    this.#put = sql.prepare(
      'INSERT INTO alarm_handovers VALUES (?, ?, ?, ?) ON CONFLICT (tenant, id) DO UPDATE SET entry = excluded.entry',
    );
    this.#newest = sql.prepare<{ entry: string }>(
      'SELECT entry FROM alarm_handovers WHERE tenant = ? ORDER BY at DESC LIMIT 20',
    );
    this.#get = sql.prepare<{ entry: string }>(
      'SELECT entry FROM alarm_handovers WHERE tenant = ? AND id = ?',
    );
  }

  /** The newest of the position, or of all. */
  newest(position?: string | null): Handover | null {
    const all = this.#newest.all(this.#parts.tenant).map(({ entry }) => JSON.parse(entry) as Handover);
    return all.find((one) => position === undefined || one.position === position) ?? null;
  }

  handover({ args }: CommandOf<'handover'>, who: Operator, moment: Moment): Outcome {
    const { alarms, suppressed, health } = this.#parts;
    const { position } = args;
    if (position !== null && !alarms.rules.positions.some(({ name }) => name === position)) {
      return refused('not-found', `no position ${position} in the rules`, 'args.position');
    }
    const { wall } = moment;
    // A shift that ended a moment ago: the window of its figures must not be empty.
    const from = wallMs(Math.min(wall - 1, Math.max(this.newest(position)?.at ?? 0, wall - LONGEST_SHIFT)));
    const own = (alarm: Alarm) => position === null || alarm.position === position;
    const standing = [...alarms.open()]
      .filter(own)
      .sort((a, b) => a.priority - b.priority || a.raisedWall - b.raisedWall);
    const hidden = suppressed();
    const handover: Handover = {
      ...actOf(who, moment),
      id: randomUUID(),
      position,
      from,
      note: args.note,
      standing: standing.slice(0, MAX_HANDED_OVER),
      standingCount: standing.length,
      suppressed: hidden.slice(0, MAX_HANDED_OVER),
      suppressedCount: hidden.length,
      happened: this.#happened(from, moment, position),
      health: health({ from, to: wall, position }),
      countersigned: null,
      version: 1,
    };
    this.#write(handover);
    alarms.note(deed('handed-over', null, moment, who, { handoverId: handover.id, position }));
    return done(handover, []);
  }

  countersign({ args, ifVersion }: CommandOf<'countersign'>, who: Operator, moment: Moment): Outcome {
    const row = this.#get.get(this.#parts.tenant, args.handoverId);
    if (row === undefined) return refused('not-found', `no handover ${args.handoverId}`, 'args.handoverId');
    const before = JSON.parse(row.entry) as Handover;
    if (before.countersigned !== null) {
      if (before.countersigned.by === who.by) return done(before, []);
      return lost(`${before.countersigned.by} has countersigned it`, before.countersigned, 'args.handoverId');
    }
    if (before.by === who.by)
      return refused('forbidden', 'who hands over can not countersign', 'args.handoverId');
    if (ifVersion !== undefined && ifVersion !== before.version) {
      return lost(`it is at version ${String(before.version)}, not ${String(ifVersion)}`, null, 'ifVersion');
    }
    const countersigned = { ...actOf(who, moment), comment: args.comment ?? null };
    const handover = { ...before, countersigned, version: before.version + 1 };
    this.#write(handover);
    this.#parts.alarms.note(deed('countersigned', null, moment, who, { handoverId: before.id }));
    return done(handover, []);
  }

  #write(handover: Handover): void {
    this.#put.run(this.#parts.tenant, handover.id, Math.round(handover.at), JSON.stringify(handover));
  }

  #happened(from: Handover['from'], { wall }: Moment, position: string | null): Handover['happened'] {
    const counts = { raised: 0, acknowledged: 0, closed: 0, escalated: 0 };
    for (const { action, details } of this.#parts.trail.between(from, wallMs(wall + 1))) {
      if (position !== null && details['position'] !== position) continue;
      if (action === 'raised' || action === 'acknowledged' || action === 'closed' || action === 'escalated')
        counts[action] += 1;
    }
    return counts;
  }
}
