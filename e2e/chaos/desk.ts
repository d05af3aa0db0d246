import type { FromConsoles, ToConsoles } from './messages.ts';
import type { ConsoleProcess } from './console-process.ts';
import type { Sample, Watched } from './judge.ts';
import type { FaultProxy } from './proxy.ts';

/** One console as the harness holds it: its line, its process, and everything that it showed. Outlives the process. */
export class Desk implements Watched {
  readonly index: number;
  readonly proxy: FaultProxy;
  readonly process: ConsoleProcess;
  readonly folder: string;
  readonly seen = new Map<string, number>();
  readonly notified = new Map<string, number[]>();
  readonly samples: Sample[] = [];
  readonly kills: number[] = [];
  counters: Readonly<Record<string, number>> = {};
  reason: string | null = null;
  token: string;
  #offset = 0;
  readonly #gatewayOffset: () => number;

  constructor(parts: {
    readonly index: number;
    readonly proxy: FaultProxy;
    readonly process: ConsoleProcess;
    readonly folder: string;
    readonly token: string;
    readonly gatewayOffset: () => number;
  }) {
    this.index = parts.index;
    this.proxy = parts.proxy;
    this.process = parts.process;
    this.folder = parts.folder;
    this.token = parts.token;
    this.#gatewayOffset = parts.gatewayOffset;
  }

  get host(): string {
    return `console-${String(this.index)}.chaos.test`;
  }
  get gateway(): string {
    return `http://${this.host}:${String(this.proxy.port)}`;
  }
  get live(): boolean {
    return this.samples.at(-1)?.phase === 'live';
  }

  open(): void {
    const { index, gateway, token, folder } = this;
    this.#say({ t: 'open', console: index, gateway, token, clockOffset: this.#offset, folder });
  }
  clock(offset: number): void {
    this.#offset = offset;
    this.#say({ t: 'clock', console: this.index, offset });
  }
  dns(fails: boolean): void {
    this.#say({ t: 'dns', host: this.host, fails });
  }
  signIn(token: string): void {
    this.token = token;
    this.#say({ t: 'sign-in', console: this.index, gateway: this.gateway, token });
  }

  hear(message: FromConsoles): void {
    const at = performance.now();
    if (message.t === 'seen') {
      for (const id of message.ids) if (!this.seen.has(id)) this.seen.set(id, at);
    } else if (message.t === 'notified') {
      // A summary names no alarm.
      if (message.id.length === 36)
        this.notified.set(message.id, [...(this.notified.get(message.id) ?? []), at]);
    } else {
      const { phase, feedError } = message;
      this.counters = message.counters;
      this.reason = message.reason;
      const off = feedError === null ? null : feedError - this.#gatewayOffset();
      this.samples.push({ at, phase, silent: at - this.proxy.lastByteAt, feedError: off });
    }
  }

  #say(message: ToConsoles): void {
    this.process.say(message);
  }
}
