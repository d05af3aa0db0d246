import { join } from 'node:path';
import { readyUrl, start, type Child } from '../../scripts/lib/child.ts';
import { root } from '../../scripts/lib/root.ts';
import type { FromGateway, GatewayOrder } from './gateway.ts';
import type { Sabotage } from './options.ts';
import type { Peer } from './peers/gateway.ts';

/** The real gateway as a child process, always on the same port and data folder. */
export class GatewayProcess {
  readonly #dataDir: string;
  readonly #sabotage: Sabotage | null;
  readonly #peer: Peer | null;
  readonly #holds: (rss: number) => void;
  #peerPort = 0;
  #child: Child | null = null;
  #port = 0;
  #up = false;

  constructor(dataDir: string, sabotage: Sabotage | null, peer: Peer | null, holds: (rss: number) => void) {
    this.#holds = holds;
    this.#peer = peer;
    this.#dataDir = dataDir;
    this.#sabotage = sabotage;
  }

  /** 0 before the first start. */
  get port(): number {
    return this.#port;
  }
  /** Where consoles connect: the peer's own server where one is asked for. */
  get consolePort(): number {
    return this.#peer === null ? this.#port : this.#peerPort;
  }
  /** It listens, and nobody here has begun to end it. */
  get up(): boolean {
    return this.#up;
  }
  get url(): string {
    return `http://127.0.0.1:${String(this.#port)}`;
  }

  /** Resolves when it listens; it takes a free port at the first start. */
  async start(): Promise<void> {
    const flags = ['--input', 'none', '--port', String(this.#port), '--data-dir', this.#dataDir];
    flags.push('--alarm-rules', join(import.meta.dirname, 'alarm-rules.json'));
    const hook = [
      '--import',
      join(import.meta.dirname, 'preload.ts'),
      join(import.meta.dirname, 'gateway.ts'),
    ];
    const child = start(process.execPath, [...hook, '--ready-json', '--log-level', 'error', ...flags], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      env: {
        ...process.env,
        CHAOS_SABOTAGE: this.#sabotage === 'atomic' ? 'atomic' : '',
        CHAOS_PEER: this.#peer ?? '',
        CHAOS_PEER_PORT: String(this.#peerPort),
        CHAOS_DATA: this.#dataDir,
      },
    });
    const peer = new Promise<void>((resolve) => {
      if (this.#peer === null) return resolve();
      child.process.on('message', (message: FromGateway) => {
        if (message.t !== 'peer') return;
        this.#peerPort = message.port;
        resolve();
      });
    });
    child.process.on('message', (message: FromGateway) => {
      if (message.t === 'memory') this.#holds(message.rss);
    });
    this.#child = child;
    void child.ended.then(() => {
      if (this.#child === child) this.#up = false;
    });
    this.#port = Number(new URL(await readyUrl(child, 'the gateway', 30_000)).port);
    await peer;
    this.#up = true;
  }

  order(order: GatewayOrder): void {
    const child = this.#child?.process;
    // One that is being killed does not take orders; its next life begins without any.
    if (child?.connected === true) child.send(order, () => undefined);
  }

  async kill(): Promise<void> {
    this.#up = false;
    this.#child?.process.kill('SIGKILL');
    await this.#child?.ended;
  }

  /** In order: farewell to the consoles, log closed. */
  async end(): Promise<void> {
    this.#up = false;
    await this.#child?.end();
  }

  /** Resolves when it is gone by itself; false after `ms` milliseconds. */
  async gone(ms: number): Promise<boolean> {
    return (await this.#child?.gone(ms)) ?? true;
  }
}
