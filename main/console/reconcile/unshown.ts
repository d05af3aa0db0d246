import type { Alarm } from '../../../contract/alarm.ts';

/**
 * Alarms that came and that nobody could have seen yet: in no frame of any window, in no notification of their own. On a slow line, or beside a
 * busy window, one is raised and over within a burst: it would be known, and shown to nobody.
 */
export class Unshown {
  readonly #waiting = new Map<string, Alarm>();

  came(alarms: readonly Alarm[]): void {
    for (const alarm of alarms) this.#waiting.set(alarm.id, alarm);
  }

  /** A frame with the alarms as they are now went to a window. */
  framed(): void {
    this.#waiting.clear();
  }

  notified(alarmId: string): void {
    this.#waiting.delete(alarmId);
  }

  /** Of alarms that left, those that nobody saw: asked once for each. */
  left(alarmIds: readonly string[]): Alarm[] {
    return alarmIds.flatMap((id) => {
      const alarm = this.#waiting.get(id);
      return this.#waiting.delete(id) && alarm !== undefined ? [alarm] : [];
    });
  }

  /** Of another gateway or operator. */
  forget(): void {
    this.#waiting.clear();
  }
}
