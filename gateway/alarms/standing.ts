import type { Alarm } from '../../contract/alarm.ts';
import { pointOf } from '../../contract/alarm/point.ts';
import type { WallMs } from '../../contract/time.ts';

/** The alarms that are not closed, and since when each of them is annunciated. */
export class StandingAlarms {
  /** By id, and the id of the newest by point. */
  readonly #open = new Map<string, Alarm>();
  readonly #byPoint = new Map<string, string>();
  /** The same by rule: what may suppress another is found without looking at every alarm. */
  readonly #byRule = new Map<string, Map<string, Alarm>>();
  /** Since when each unanswered alarm is annunciated. */
  readonly #since = new Map<string, WallMs>();

  constructor(restored: Iterable<Alarm>) {
    for (const alarm of restored) {
      this.keep(alarm);
      this.annunciated(alarm.id, alarm.raisedWall);
    }
  }

  all(): MapIterator<Alarm> {
    return this.#open.values();
  }
  get(alarmId: string): Alarm | undefined {
    return this.#open.get(alarmId);
  }
  at(point: string): Alarm | undefined {
    const id = this.#byPoint.get(point);
    return id === undefined ? undefined : this.#open.get(id);
  }
  ofRule(ruleId: string): Iterable<Alarm> {
    return this.#byRule.get(ruleId)?.values() ?? [];
  }

  /** Since when the alarm waits for an answer, wall ms; undefined where it does not. */
  since(alarmId: string): WallMs | undefined {
    const alarm = this.#open.get(alarmId);
    const waits = alarm !== undefined && !alarm.acknowledged && alarm.suppression === null;
    return waits ? this.#since.get(alarmId) : undefined;
  }
  annunciated(alarmId: string, at: WallMs): void {
    this.#since.set(alarmId, at);
  }

  /** The alarm as it is now; a closed one is forgotten. */
  keep(alarm: Alarm): void {
    const point = pointOf(alarm);
    if (alarm.closedAt === null) {
      this.#open.set(alarm.id, alarm);
      this.#byPoint.set(point, alarm.id);
      const ofRule = this.#byRule.get(alarm.ruleId) ?? new Map<string, Alarm>();
      this.#byRule.set(alarm.ruleId, ofRule.set(alarm.id, alarm));
      return;
    }
    this.#open.delete(alarm.id);
    this.#byRule.get(alarm.ruleId)?.delete(alarm.id);
    this.#since.delete(alarm.id);
    if (this.#byPoint.get(point) === alarm.id) this.#byPoint.delete(point);
  }
}
