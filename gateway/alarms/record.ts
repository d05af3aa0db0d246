import type { AuditTrail } from './audit/trail.ts';
import type { Sql } from '../streams/index.ts';
import type { FleetAlarms } from './alarms.ts';
import type { Deed } from './act.ts';

export interface RecordParts {
  readonly alarms: Pick<FleetAlarms, 'takeDeeds' | 'points'>;
  readonly trail: Pick<AuditTrail, 'append'>;
  readonly sql: Pick<Sql, 'onRollback'>;
  /** Told of each deed once, whether or not its transaction is repeated. */
  readonly done: (deed: Deed) => void;
}

/**
 * What must stand or fall with the commit of the alarms: their trail and the suppressed points. What an undone transaction had
 * written is written with the next one.
 */
export class AlarmRecord {
  readonly #parts: RecordParts;
  #waiting: Deed[] = [];

  constructor(parts: RecordParts) {
    this.#parts = parts;
  }

  get pending(): boolean {
    this.#collect();
    return this.#waiting.length > 0 || this.#parts.alarms.points.pending;
  }

  /** Inside the transaction. */
  write(): void {
    this.#collect();
    const { alarms, trail, sql } = this.#parts;
    const deeds = this.#waiting;
    sql.onRollback(() => {
      this.#waiting = [...deeds, ...this.#waiting];
    });
    this.#waiting = [];
    trail.append(deeds);
    alarms.points.write();
  }

  #collect(): void {
    for (const deed of this.#parts.alarms.takeDeeds()) {
      this.#waiting.push(deed);
      this.#parts.done(deed);
    }
  }
}
