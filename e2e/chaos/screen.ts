import type { FrameBody, ToRenderer } from '../../contract/bridge.ts';
import type { FramePort } from '../../main/console/ports.ts';

const KNOWN = new Set([
  'routes',
  'alarms',
  'metrics',
  'positions',
  'capacity',
  'detail',
  'city',
  'link',
  'shared',
  'clock',
]);
const UUID = /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}/g;

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

/** Alarms with their content: a row that is only taken away shows nothing. Topics of their own may tell what was missed, too. */
export function alarmsIn(body: FrameBody): string[] {
  const rows = body.alarms?.rows ?? [];
  const ids = rows.filter(([, fields]) => fields !== null).map(([id]) => id);
  for (const [topic, value] of Object.entries(body)) {
    if (!KNOWN.has(topic)) ids.push(...(JSON.stringify(value).match(UUID) ?? []));
  }
  return ids;
}
