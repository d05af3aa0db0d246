import { join } from 'node:path';
import { start, type Child } from '../../scripts/lib/child.ts';
import { root } from '../../scripts/lib/root.ts';
import type { FromConsoles, ToConsoles } from './messages.ts';
import type { Sabotage } from './options.ts';
import type { Peer } from './peers/gateway.ts';

/** A child with some of the consoles; it ends with its parent's channel. */
export class ConsoleProcess {
  readonly #sabotage: Sabotage | null;
  readonly #peer: Peer | null;
  readonly #heard: (message: FromConsoles) => void;
  #child: Child | null = null;

  constructor(sabotage: Sabotage | null, peer: Peer | null, heard: (message: FromConsoles) => void) {
    this.#peer = peer;
    this.#sabotage = sabotage;
    this.#heard = heard;
  }

  start(): void {
    const hook = ['--import', join(import.meta.dirname, 'preload.ts')];
    const which = this.#peer === null ? 'consoles.ts' : 'peers/consoles.ts';
    const child = start(process.execPath, [...hook, join(import.meta.dirname, which)], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, CHAOS_SABOTAGE: this.#sabotage === 'atomic' ? '' : (this.#sabotage ?? '') },
    });
    child.process.on('exit', (code) => {
      if (code !== null && code !== 0)
        console.error(`chaos: a process of consoles ended with ${String(code)}`);
    });
    child.process.on('message', (message) => this.#heard(message as FromConsoles));
    this.#child = child;
  }

  say(message: ToConsoles): void {
    const child = this.#child?.process;
    if (child?.connected === true) child.send(message, () => undefined);
  }

  async kill(): Promise<void> {
    this.#child?.process.kill('SIGKILL');
    await this.#child?.ended;
  }

  /** Resolves when it is gone by itself; false after `ms` milliseconds. */
  async gone(ms: number): Promise<boolean> {
    return (await this.#child?.gone(ms)) ?? true;
  }

  async end(): Promise<void> {
    await this.#child?.end();
  }
}
