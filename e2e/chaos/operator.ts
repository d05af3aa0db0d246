import { io, type Socket } from 'socket.io-client';
import { v7 as uuidv7 } from 'uuid';
import type { Truth } from './truth.ts';

const EVERY_MS = 700;

/**
 * A colleague at another desk, on a line without faults: acknowledges every second route's alarms, so that alarms are also
 * raised and closed while a console is away.
 */
export class Operator {
  readonly #truth: Truth;
  readonly #socket: Socket;
  readonly #timer: NodeJS.Timeout;
  acknowledged = 0;

  constructor(url: string, token: string, truth: Truth) {
    this.#truth = truth;
    this.#socket = io(`${url}/alerts`, {
      transports: ['websocket'],
      reconnectionDelayMax: 1_000,
      extraHeaders: { Authorization: `Bearer ${token}` },
    });
    this.#timer = setInterval(() => this.#round(), EVERY_MS);
  }

  dispose(): void {
    clearInterval(this.#timer);
    this.#socket.disconnect();
  }

  #round(): void {
    if (!this.#socket.connected) return;
    for (const alarm of this.#truth.alarms.values()) {
      if (!alarm.open || alarm.acknowledged || Number(alarm.routeId.slice(1)) % 2 !== 0) continue;
      alarm.acknowledged = true;
      this.acknowledged += 1;
      const command = {
        id: uuidv7(),
        type: 'acknowledge',
        args: { alarmId: alarm.id },
        expiresAt: Date.now() + 600_000,
      };
      this.#socket.emit('cmd', command, () => undefined);
    }
  }
}
