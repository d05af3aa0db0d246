import type { FrameBody, ToRenderer } from '../../contract/bridge.ts';
import { FakePort } from '../../main/console/testing/port.ts';

/** A window that takes every frame at once and keeps which alarms were in one. */
export class Screen extends FakePort {
  link: FrameBody['link'];
  clock: FrameBody['clock'];
  /** Start of the newest minute that was told of each series, feed ms. */
  readonly minutes = new Map<string, number>();
  readonly #onAlarms: (ids: readonly string[]) => void;
  readonly #seen = new Set<string>();
  #calls = 0;

  constructor(onAlarms: (ids: readonly string[]) => void) {
    super();
    this.#onAlarms = onAlarms;
  }

  signIn(gateway: string, token: string): void {
    this.say({ t: 'call', id: ++this.#calls, name: 'signIn', args: { gateway, token } });
  }

  protected override take(message: ToRenderer): void {
    if (message.t !== 'frame') return;
    const { body } = message;
    this.link = body.link ?? this.link;
    this.clock = body.clock ?? this.clock;
    if (body.metrics?.full === true) this.minutes.clear();
    for (const [series, fields] of body.metrics?.rows ?? []) {
      if (fields === null) this.minutes.delete(series);
      else if (fields.at !== undefined) this.minutes.set(series, fields.at);
    }
    const fresh = alarmsIn(body).filter((id) => !this.#seen.has(id));
    for (const id of fresh) this.#seen.add(id);
    if (fresh.length > 0) this.#onAlarms(fresh);
    this.say({ t: 'ack', n: message.n });
  }
}

/**
 * Alarms whose content stands in a frame where an operator is told of them: in the table, or as what a gap missed. A row that is
 * only taken away, or a change of an alarm that is not there, shows nothing; and an id that another topic mentions (a sound, an overview, a panel's state) tells nobody of it.
 */
export function alarmsIn(body: FrameBody): string[] {
  const rows = body.alarms?.rows ?? [];
  const told = rows.filter(([, fields]) => fields !== null && 'raisedAt' in fields).map(([id]) => id);
  const missed = (body.reconcile ?? []).flatMap((gap) => gap.alarms.map(({ id }) => id));
  return [...told, ...missed];
}
