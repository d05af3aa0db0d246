import { io, type Socket } from 'socket.io-client';
import type { RouteState } from '../../contract/fleet.ts';
import type { Result } from '../../contract/result.ts';
import type { Delta, StreamName } from '../../contract/stream.ts';
import type { SnapshotPage, SubAnswer } from '../../contract/wire.ts';

/** One console's share of a stream, without the console: for counting what the gateway sends. */
export class StreamMirror {
  readonly state = new Map<string, Record<string, unknown>>();
  readonly #socket: Socket;
  readonly #stream: StreamName;
  #seq: number | null = null;
  deltas = 0;
  /** Deltas that did not follow on the one before. */
  gaps = 0;
  changes = 0;

  constructor(url: string, token: string, stream: StreamName) {
    this.#stream = stream;
    this.#socket = io(`${url}/${stream}`, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      extraHeaders: { authorization: `Bearer ${token}` },
    });
    this.#socket.on('d', (delta: Delta) => {
      this.deltas++;
      if (this.#seq !== null && delta.from > this.#seq + 1) this.gaps++;
      this.#seq = delta.to;
      this.changes += delta.changes.length;
      for (const [key, fields] of delta.changes) this.#apply(key, fields);
    });
  }

  /** Of what was told, the characters that said what was known already. */
  told = 0;
  redundant = 0;

  #apply(key: string, fields: Readonly<Record<string, unknown>> | null): void {
    const before = this.state.get(key);
    const text = JSON.stringify(fields);
    this.told += text.length;
    if (fields === null) {
      this.state.delete(key);
      return;
    }
    for (const [name, value] of Object.entries(fields)) {
      const same = JSON.stringify(before?.[name]) === JSON.stringify(value);
      if (same) this.redundant += JSON.stringify(value).length + name.length + 4;
    }
    this.state.set(key, { ...before, ...fields });
  }

  /** Connects and takes the snapshot. */
  async subscribe(): Promise<void> {
    await new Promise<void>((done, refuse) => {
      this.#socket.once('connect', done);
      this.#socket.once('connect_error', refuse);
    });
    const first = await this.#ask<SubAnswer>('sub', { stream: this.#stream, epoch: null, seq: 0 });
    if (first.kind !== 'snapshot') throw new Error(`a first sub was answered by ${first.kind}`);
    let page: SnapshotPage = first;
    for (;;) {
      for (const [key, value] of page.entries) this.state.set(key, { ...value });
      if (page.cursor === null) return;
      page = await this.#ask<SnapshotPage>('page', { stream: this.#stream, cursor: page.cursor });
    }
  }

  async #ask<T>(event: string, body: unknown): Promise<T> {
    const result = (await this.#socket.timeout(10_000).emitWithAck(event, body)) as Result<T>;
    if (!result.ok) throw new Error(`${event}: ${result.error.code} ${result.error.message}`);
    return result.value;
  }

  get routes(): RouteState[] {
    return [...this.state.values()] as unknown as RouteState[];
  }

  /** Bytes that came in over this connection so far, headers and handshake included. */
  get bytes(): number {
    const { transport } = this.#socket.io.engine as unknown as {
      transport: { ws: { _socket: { bytesRead: number } } };
    };
    return transport.ws._socket.bytesRead;
  }

  close(): void {
    this.#socket.disconnect();
  }
}
