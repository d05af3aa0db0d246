import type { FrameBody, ToRenderer } from '../../contract/bridge.ts';
import type { FramePort } from '../../main/console/ports.ts';

/** A window that takes every frame at once and keeps which alarms were in one. */
export class Screen implements FramePort {
  link: FrameBody['link'];
  clock: FrameBody['clock'];
  readonly #onAlarms: (ids: readonly string[]) => void;
  readonly #seen = new Set<string>();
  #message: (text: string) => void = () => undefined;
  #close: () => void = () => undefined;
  #calls = 0;

  constructor(onAlarms: (ids: readonly string[]) => void) {
    this.#onAlarms = onAlarms;
  }

  send(text: string): void {
    // As a real port: never inside the sender's own turn.
    queueMicrotask(() => this.#take(text));
  }
  onMessage(listener: (text: string) => void): void {
    this.#message = listener;
  }
  onClose(listener: () => void): void {
    this.#close = listener;
  }
  close(): void {
    this.#close();
  }
  say(message: object): void {
    this.#message(JSON.stringify(message));
  }
  signIn(gateway: string, token: string): void {
    this.say({ t: 'call', id: ++this.#calls, name: 'signIn', args: { gateway, token } });
  }

  #take(text: string): void {
    const message = JSON.parse(text) as ToRenderer;
    if (message.t !== 'frame') return;
    const { body } = message;
    this.link = body.link ?? this.link;
    this.clock = body.clock ?? this.clock;
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
