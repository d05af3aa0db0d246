import type { Alarm } from '../../../contract/alarm.ts';

/**
 * Alarms that came and that nobody could have seen yet: in no frame that a window has taken, in no notification of their own that was shown.
 * On a slow line, or beside a window that hangs, one is raised and over within a burst: it would be known, and shown to nobody.
 */
export class Unshown {
  readonly #waiting = new Map<string, Alarm>();
  /** By window: what its frame on the way shows. One that never takes it goes with the window. */
  #frames = new WeakMap<object, readonly string[]>();

  came(alarms: readonly Alarm[]): void {
    for (const alarm of alarms) this.#waiting.set(alarm.id, alarm);
  }

  /** A frame with the alarms as they are now is on its way to this window. */
  framed(window: object): void {
    this.#frames.set(window, [...this.#waiting.keys()]);
  }

  /** The window has its frame. */
  taken(window: object): void {
    for (const id of this.#frames.get(window) ?? []) this.#waiting.delete(id);
    this.#frames.delete(window);
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
    this.#frames = new WeakMap();
  }
}
