import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { FrameSplitter, type Piece } from './frames.ts';

/**
 * `down` refuses and cuts; `blackhole` swallows both ways, `-in` only what goes to the console, `-out` only what comes from it. A
 * connection that lost bytes is never mended: afterwards only a new one works, as behind a router that forgot it.
 */
export type Line =
  | 'open'
  | 'down'
  | 'http-502'
  | 'blackhole'
  | 'blackhole-in'
  | 'blackhole-out'
  | 'stall'
  | 'slow-1kBps'
  | 'duplicated-emit'
  | 'reordered-emit'
  | 'dropped-emit';

const SLOW_EVERY_MS = 100;
const SLOW_BYTES = 100;
/** Bytes of the slow line that wait here before the gateway's own queue has to. */
const SLOW_QUEUE = 4_096;
const REORDER_MS = 600;
const BAD_GATEWAY = 'HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';

export interface FaultProxy {
  readonly port: number;
  /** `performance.now()` of the last byte that went on to the console. */
  readonly lastByteAt: number;
  /** Connections cut, chunks swallowed or frames touched since the last `set`: whether a fault met anything. */
  readonly touched: number;
  set(line: Line): void;
  /** Ends every connection by RST; new ones work. */
  reset(): void;
  close(): Promise<void>;
}

interface Wire {
  readonly client: Socket;
  readonly upstream: Socket;
  readonly frames: FrameSplitter;
  inLost: boolean;
  outLost: boolean;
  queue: Buffer;
  held: Buffer | null;
  turn: number;
}

/** One console's line to the gateway on `gatewayPort`, loopback both ways. */
export async function openFaultProxy(gatewayPort: () => number): Promise<FaultProxy> {
  let line: Line = 'open';
  let lastByteAt = performance.now();
  let touched = 0;
  const wires = new Set<Wire>();

  const give = (wire: Wire, bytes: Buffer): void => {
    if (bytes.length === 0 || wire.client.destroyed) return;
    lastByteAt = performance.now();
    wire.client.write(bytes);
  };
  const emitFault = (wire: Wire, piece: Piece): void => {
    wire.turn += 1;
    const every = line === 'duplicated-emit' || wire.turn % 2 === 0;
    if (!every) return give(wire, piece.bytes);
    touched += 1;
    if (line === 'dropped-emit') return;
    give(wire, line === 'duplicated-emit' ? Buffer.concat([piece.bytes, piece.bytes]) : Buffer.alloc(0));
    if (line === 'reordered-emit') {
      wire.held = piece.bytes;
      setTimeout(() => release(wire), REORDER_MS).unref();
    }
  };
  const release = (wire: Wire): void => {
    const { held } = wire;
    wire.held = null;
    if (held !== null) give(wire, held);
  };
  const toConsole = (wire: Wire, bytes: Buffer): void => {
    const pieces = wire.frames.push(bytes);
    if (wire.inLost || line === 'blackhole' || line === 'blackhole-in') {
      wire.inLost = true;
      touched += 1;
      return;
    }
    if (line === 'slow-1kBps' || wire.queue.length > 0) {
      wire.queue = Buffer.concat([wire.queue, ...pieces.map((piece) => piece.bytes)]);
      if (wire.queue.length > SLOW_QUEUE) wire.upstream.pause();
      return;
    }
    for (const piece of pieces) {
      const isAlert = piece.text?.startsWith('42/alerts,["d"') ?? false;
      if (isAlert && line.endsWith('-emit')) emitFault(wire, piece);
      else give(wire, piece.bytes);
      // Overtaken by one frame is enough to be out of order.
      if (isAlert && wire.held !== null && wire.held !== piece.bytes) release(wire);
    }
  };
  const toGateway = (wire: Wire, bytes: Buffer): void => {
    if (line === 'http-502') {
      touched += 1;
      wire.client.end(BAD_GATEWAY);
      return;
    }
    if (wire.outLost || line === 'blackhole' || line === 'blackhole-out') {
      wire.outLost = true;
      touched += 1;
      return;
    }
    wire.upstream.write(bytes);
  };

  const slow = setInterval(() => {
    for (const wire of wires) {
      if (wire.queue.length === 0) continue;
      const size = line === 'slow-1kBps' ? SLOW_BYTES : wire.queue.length;
      touched += 1;
      give(wire, wire.queue.subarray(0, size));
      wire.queue = wire.queue.subarray(size);
      if (wire.queue.length < SLOW_QUEUE && line !== 'stall') wire.upstream.resume();
    }
  }, SLOW_EVERY_MS);

  const server = createServer((client) => {
    if (line === 'down') {
      touched += 1;
      client.destroy();
      return;
    }
    const upstream = connect(gatewayPort(), '127.0.0.1');
    const wire: Wire = {
      client,
      upstream,
      frames: new FrameSplitter(),
      inLost: false,
      outLost: false,
      queue: Buffer.alloc(0),
      held: null,
      turn: 0,
    };
    wires.add(wire);
    for (const socket of [client, upstream]) {
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        // What is black stays silent also about its end.
        if (wire.inLost && socket === upstream && (line === 'blackhole' || line === 'blackhole-in')) return;
        wires.delete(wire);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (bytes) => toGateway(wire, bytes));
    upstream.on('data', (bytes) => toConsole(wire, bytes));
    if (line === 'stall') pause(wire, true);
  });
  const pause = (wire: Wire, on: boolean): void => {
    touched += on ? 1 : 0;
    for (const socket of [wire.client, wire.upstream])
      if (on) socket.pause();
      else socket.resume();
  };
  const cut = (): void => {
    for (const { client, upstream } of wires) {
      touched += 1;
      client.destroy();
      upstream.destroy();
    }
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    get lastByteAt() {
      return lastByteAt;
    },
    get touched() {
      return touched;
    },
    set(next) {
      const before = line;
      line = next;
      touched = next === 'open' ? touched : 0;
      if (next === 'down' || next === 'http-502') cut();
      if ((next === 'stall') !== (before === 'stall'))
        for (const wire of wires) pause(wire, next === 'stall');
    },
    reset() {
      touched = 0;
      for (const { client, upstream } of wires) {
        touched += 1;
        client.resetAndDestroy();
        upstream.resetAndDestroy();
      }
    },
    async close() {
      clearInterval(slow);
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
