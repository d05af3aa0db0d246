import { WebSocket } from 'ws';

export interface HandSpokenOptions {
  /** What is read, but for pings: those are answered here. Bytes, so that a crowd need not read all of it. */
  readonly heard: (data: Buffer) => void;
  /** Whether compression is offered; the gateway decides. */
  readonly perMessageDeflate?: boolean;
}

/**
 * For specs, fuzzing and benches: Engine.IO and Socket.IO spoken by hand over a WebSocket. It does what socket.io-client never would,
 * and a thousand of it cost little. What `ws` says of its end is for who holds it.
 */
export class HandSpoken {
  readonly ws: WebSocket;
  #asked = 0;

  constructor(url: string, token: string, { heard, perMessageDeflate = true }: HandSpokenOptions) {
    this.ws = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      headers: { authorization: `Bearer ${token}` },
      perMessageDeflate,
    });
    this.ws.on('message', (data: Buffer) => {
      if (data.length === 1 && data[0] === PING) this.ws.send('3');
      else heard(data);
    });
  }

  join(namespace: string): void {
    this.ws.send(`40/${namespace},`);
  }

  /** An event that asks for an answer. @returns how that answer begins */
  emit(namespace: string, event: string, body: unknown, id = (this.#asked += 1)): string {
    this.ws.send(`42/${namespace},${String(id)}${JSON.stringify([event, body])}`);
    return `43/${namespace},${String(id)}`;
  }
}
const PING = '2'.charCodeAt(0);
