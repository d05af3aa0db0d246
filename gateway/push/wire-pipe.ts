import type { Socket as NetSocket } from 'node:net';
import type { Socket } from 'socket.io';
import type { WebSocket } from 'ws';
import type { Packet } from './packet.ts';

export type Conn = Socket['conn'];

/** What engine.io and ws keep to themselves, and the raw write needs; its one place. wire-pipe.spec.ts holds them to it. */
interface Inside {
  readonly writeBuffer: readonly { readonly data?: unknown }[];
  readonly transport: { readonly socket?: WebSocket & { readonly _socket?: NetSocket } };
}

/**
 * The way out to one console. Frames made once are written past engine.io's queue, many in one write; while something waits
 * in that queue they go through it instead, so that nothing overtakes.
 */
export class WirePipe {
  readonly #conn: Conn;
  readonly #raw: boolean;

  /** `raw` only without per-message deflate: a frame made once is not compressed. */
  constructor(conn: Conn, raw: boolean) {
    this.#conn = conn;
    this.#raw = raw;
  }

  /** Bytes handed over and not yet taken by the system; characters where they are still text. */
  backlog(): number {
    const { writeBuffer, transport } = this.#inside;
    let bytes = transport.socket?.bufferedAmount ?? 0;
    for (const { data } of writeBuffer) bytes += typeof data === 'string' ? data.length : 0;
    return bytes;
  }

  write(packets: readonly Packet[]): void {
    if (this.#conn.readyState !== 'open') return;
    const { writeBuffer, transport } = this.#inside;
    const ws = transport.socket;
    const net = ws?._socket;
    if (!this.#raw || writeBuffer.length > 0 || net === undefined || ws?.readyState !== ws?.OPEN) {
      for (const packet of packets) this.#conn.send(packet.text);
      return;
    }
    net.cork();
    for (const packet of packets) net.write(packet.frame);
    net.uncork();
  }

  /** Takes back what a console can ask for again; answers and engine.io's own packets stay. Returns how many. */
  dropEvents(): number {
    const queue = this.#inside.writeBuffer as { data?: unknown }[];
    const before = queue.length;
    const kept = queue.filter(({ data }) => typeof data !== 'string' || !EVENT.test(data));
    queue.splice(0, before, ...kept);
    return before - kept.length;
  }

  /** For a console that reads nothing: a polite close would wait behind the backlog. */
  terminate(): void {
    this.#inside.transport.socket?.terminate();
  }

  get #inside(): Inside {
    return this.#conn as unknown as Inside;
  }
}

const EVENT = /^2\/\w+,\["(?:d|hb|p|r)",/;
