import { join } from 'node:path';
import type { LinkPhase } from '../../contract/bridge.ts';
import type { FromConsole, Step, ToConsoles } from './messages.ts';
import type { ConsoleProcess } from './console-process.ts';
import { unmarked } from './journal-file.ts';
import type { Kill, Sample, Watched } from './judge.ts';
import type { Painted } from './painted.ts';
import type { FaultProxy } from './proxy.ts';

/** One console as the harness holds it: its line, its process, and everything that it showed. Outlives the process. */
export class Desk implements Watched {
  readonly index: number;
  readonly proxy: FaultProxy;
  readonly process: ConsoleProcess;
  readonly folder: string;
  /** Its window in a browser: staleness is then judged on what stands there. null: on what the window is fed. */
  readonly painted: Painted | null;
  readonly seen = new Map<string, number>();
  readonly notified = new Map<string, number[]>();
  readonly samples: Sample[] = [];
  readonly kills: Kill[] = [];
  /** When its process was told to open it: `performance.now()`, the first at the run's beginning. */
  readonly starts: number[] = [];
  counters: Readonly<Record<string, number>> = {};
  reason: string | null = null;
  token: string;
  #offset = 0;
  #full = false;
  readonly #gatewayOffset: () => number;

  constructor(parts: {
    readonly index: number;
    readonly proxy: FaultProxy;
    readonly process: ConsoleProcess;
    readonly folder: string;
    readonly token: string;
    readonly painted: Painted | null;
    readonly gatewayOffset: () => number;
  }) {
    this.index = parts.index;
    this.proxy = parts.proxy;
    this.process = parts.process;
    this.folder = parts.folder;
    this.token = parts.token;
    this.painted = parts.painted;
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
    this.starts.push(performance.now());
    const { index, gateway, token, folder } = this;
    this.#say({
      t: 'open',
      console: index,
      gateway,
      token,
      clockOffset: this.#offset,
      folder,
      full: this.#full,
      paints: this.painted !== null,
    });
  }
  /** Its process has just ended. */
  killed(): void {
    this.kills.push({ at: performance.now(), unmarked: unmarked(join(this.folder, 'journal.log')) });
    // Its screen is gone with it; a browser's window stays, and says what it says.
    if (this.painted === null) this.#sample(null, null);
  }
  clock(offset: number): void {
    this.#offset = offset;
    this.#say({ t: 'clock', console: this.index, offset });
    this.painted?.clock(offset);
  }
  full(on: boolean): void {
    this.#full = on;
    this.#say({ t: 'full', console: this.index, on });
  }
  die(at: Step): void {
    this.#say({ t: 'die', console: this.index, at });
  }
  retry(): void {
    this.#say({ t: 'retry', console: this.index });
  }
  dns(fails: boolean): void {
    this.#say({ t: 'dns', host: this.host, fails });
  }
  signIn(token: string): void {
    this.token = token;
    this.#say({ t: 'sign-in', console: this.index, gateway: this.gateway, token });
  }

  hear(message: FromConsole): void {
    const at = performance.now();
    if (message.t === 'seen') {
      for (const id of message.ids) if (!this.seen.has(id)) this.seen.set(id, at);
    } else if (message.t === 'notified') {
      // A summary names no alarm.
      if (message.id.length === 36)
        this.notified.set(message.id, [...(this.notified.get(message.id) ?? []), at]);
    } else if (message.t === 'page') this.painted?.open(message.url);
    else {
      this.counters = message.counters;
      this.reason = message.reason;
      if (this.painted === null) this.#sample(message.phase, message.feedError, message.minuteAhead);
    }
  }

  /** To be called several times a second: what is painted is judged whether its console lives or not. */
  look(): void {
    if (this.painted === null) return;
    const ahead = this.painted.ahead(Date.now());
    this.#sample(this.painted.reading.phase, ahead === null ? null : ahead * 1_000);
  }

  #sample(phase: LinkPhase | null, feedError: number | null, minuteAhead: number | null = null): void {
    const at = performance.now();
    const off = feedError === null ? null : feedError - this.#gatewayOffset();
    this.samples.push({ at, phase, silent: at - this.proxy.lastByteAt, feedError: off, minuteAhead });
  }

  #say(message: ToConsoles): void {
    this.process.say(message);
  }
}
