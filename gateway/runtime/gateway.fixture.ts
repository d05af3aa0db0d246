import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { applyFields, type Entry, type StreamName } from '../../contract/stream.ts';
import type { Result } from '../../contract/result.ts';
import type { ClientEvents, Role, ServerEvents, SubAnswer } from '../../contract/wire.ts';
import { loadConfig } from '../config/load.ts';
import { createGateway, type Gateway, type GatewayConfig } from '../runtime.ts';

/** For specs: whole gateways on free ports in folders of their own, and consoles that keep a stream's state. */
export function createBench() {
  const ends: (() => Promise<void> | void)[] = [];
  const problems: unknown[] = [];
  const note = (fields: object) => void problems.push(fields);
  const logger = { debug: () => undefined, info: () => undefined, warn: note, error: note };

  const dataDir = (): string => {
    const dir = mkdtempSync(join(tmpdir(), 'routewatch-gateway-'));
    ends.push(() => rmSync(dir, { recursive: true, force: true }));
    return dir;
  };
  return {
    /** What was logged as a warning or an error. */
    problems,
    dataDir,
    async gateway(dir: string, part: Partial<GatewayConfig>): Promise<Gateway> {
      const { config } = loadConfig({ flags: new Map(), env: {}, cwd: dir });
      const gateway = await createGateway({ ...config, port: 0, dataDir: dir, ...part }, { logger });
      ends.push(() => gateway.close());
      return gateway;
    },
    async console(gateway: Gateway, stream: StreamName, role: Role = 'dispatcher'): Promise<Console> {
      const token = await gateway.issueToken({ sub: 'desk-2', role });
      const socket: ConsoleSocket = io(`${gateway.url}/${stream}`, {
        transports: ['websocket'],
        reconnection: false,
        forceNew: true,
        extraHeaders: { authorization: `Bearer ${token}` },
      });
      ends.push(() => void socket.disconnect());
      const console = new Console(socket, stream);
      await console.subscribe();
      return console;
    },
    async end() {
      for (const end of ends.reverse()) await end();
      ends.length = 0;
    },
  };
}

type ConsoleSocket = Socket<ServerEvents, ClientEvents>;

/** Applies deltas as a console does, and fails on a gap. */
export class Console {
  readonly socket: ConsoleSocket;
  readonly stream: StreamName;
  state = new Map<string, Entry>();
  epoch = '';
  seq = 0;
  deltas = 0;

  constructor(socket: ConsoleSocket, stream: StreamName) {
    this.socket = socket;
    this.stream = stream;
  }

  async subscribe(): Promise<void> {
    const early: Parameters<ServerEvents['d']>[0][] = [];
    let ready = false;
    this.socket.on('d', (delta) => {
      if (!ready) early.push(delta);
      else this.#apply(delta.from, delta.to, delta.changes);
    });
    const request = { stream: this.stream, epoch: null, seq: 0 };
    const answer = good<SubAnswer>(await this.socket.timeout(5_000).emitWithAck('sub', request));
    if (answer.kind !== 'snapshot' || answer.cursor !== null) throw new Error('not a snapshot of one page');
    this.state = new Map(answer.entries);
    this.epoch = answer.epoch;
    this.seq = answer.seq;
    ready = true;
    for (const delta of early) if (delta.to > this.seq) this.#apply(delta.from, delta.to, delta.changes);
  }

  #apply(from: number, to: number, changes: readonly (readonly [string, Entry | null])[]): void {
    if (to <= this.seq) return;
    if (from !== this.seq + 1) throw new Error(`a gap: ${String(this.seq)} -> ${String(from)}`);
    for (const [key, fields] of changes) {
      if (fields === null) this.state.delete(key);
      else this.state.set(key, applyFields(this.state.get(key), fields));
    }
    this.seq = to;
    this.deltas++;
  }
}

export function good<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

export async function until<T>(
  what: string,
  read: () => T | null | undefined | false,
  ms = 15_000,
): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const value = read();
    if (value !== null && value !== undefined && value !== false) return value;
    if (Date.now() > end) throw new Error(`not within ${String(ms)} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
