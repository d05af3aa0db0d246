import * as v from 'valibot';
import type { CallName, Calls, FrameBody, ToMain, ToRenderer, Topic } from '../../contract/bridge.ts';
import type { Disposable } from '../../contract/disposable.ts';
import { fail, type Result } from '../../contract/result.ts';
import { toRenderer } from '../../contract/schema/bridge.ts';
import type { HostLink } from '../stores/host.ts';
import { retryDelay } from './backoff.ts';
import { PendingCalls } from './pending.ts';
import type { Connector, Wire } from './wire.ts';

export type Notify = Extract<ToRenderer, { t: 'notify' }>;
/** What main says that is neither a frame nor an answer. */
export type Told = Extract<ToRenderer, { t: 'notify' | 'dismiss' | 'voice' }>;

export interface BridgeParts {
  readonly connect: Connector;
  /** Applies a frame; it is acknowledged after `painted`. */
  readonly frame: (body: FrameBody) => void;
  readonly told: (told: Told) => void;
  readonly status: (status: HostLink) => void;
  /** The last subscriber of a topic left. */
  readonly left: (topic: Topic) => void;
  readonly painted: (done: () => void) => void;
  readonly random?: () => number;
  readonly now?: () => number;
}

/** Topics, calls and frames over one wire at a time; a wire that closes is followed by another, with the same topics. */
export class BridgeClient implements Disposable {
  readonly #parts: BridgeParts;
  readonly #holders = new Map<Topic, number>();
  readonly #pending = new PendingCalls();
  #wire: Wire | null = null;
  #open = false;
  #attempt = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #invalid = 0;
  #disposed = false;

  constructor(parts: BridgeParts) {
    this.#parts = parts;
  }

  /** Messages that were no message of the contract; each was dropped alone. */
  get invalid(): number {
    return this.#invalid;
  }

  start(): void {
    clearTimeout(this.#retry);
    this.#parts.status({ state: 'connecting', nextTryAt: null, reason: null });
    let current = true;
    this.#wire = this.#parts.connect({
      opened: () => {
        if (current) this.#opened();
      },
      message: (text) => {
        if (current) this.#message(text);
      },
      closed: (reason) => {
        if (current && !this.#disposed) this.#closed(reason);
        current = false;
      },
    });
  }

  /** At once instead of at the next try; nothing while a wire is there. */
  retryNow(): void {
    if (this.#wire === null && !this.#disposed) this.start();
  }

  /** Main hears of the first holder and of the last one only. */
  subscribe(topic: Topic): Disposable {
    const before = this.#holders.get(topic) ?? 0;
    this.#holders.set(topic, before + 1);
    if (before === 0) this.#send({ t: 'sub', topic });
    let held = true;
    return {
      dispose: () => {
        if (held) this.#release(topic);
        held = false;
      },
    };
  }

  call<N extends CallName>(name: N, args: Calls[N]['args']): Promise<Result<Calls[N]['value']>> {
    if (!this.#open) return Promise.resolve(fail('offline', 'this window has no connection to its console'));
    const answer = this.#pending.start((id) => this.#send({ t: 'call', id, name, args }));
    // Main has made the value of this call's own type; the envelope was checked.
    return answer as Promise<Result<Calls[N]['value']>>;
  }

  dispose(): void {
    this.#disposed = true;
    clearTimeout(this.#retry);
    this.#wire?.dispose();
    this.#wire = null;
    this.#open = false;
    this.#pending.dispose();
  }

  #opened(): void {
    this.#open = true;
    this.#attempt = 0;
    for (const topic of this.#holders.keys()) this.#send({ t: 'sub', topic });
    this.#parts.status({ state: 'open', nextTryAt: null, reason: null });
  }

  #closed(reason: string): void {
    this.#open = false;
    this.#wire = null;
    this.#pending.failAll(reason);
    const delay = retryDelay(this.#attempt, (this.#parts.random ?? Math.random)());
    this.#attempt += 1;
    this.#parts.status({ state: 'waiting', nextTryAt: (this.#parts.now ?? Date.now)() + delay, reason });
    this.#retry = setTimeout(() => this.start(), delay);
  }

  #release(topic: Topic): void {
    const left = (this.#holders.get(topic) ?? 1) - 1;
    if (left > 0) {
      this.#holders.set(topic, left);
      return;
    }
    this.#holders.delete(topic);
    this.#send({ t: 'unsub', topic });
    this.#parts.left(topic);
  }

  #message(text: string): void {
    const message = decode(text);
    if (message === null) this.#invalid += 1;
    else if (message.t === 'frame') this.#frame(message.n, message.body);
    else if (message.t === 'result') this.#pending.settle(message.id, message.result);
    else this.#parts.told(message);
  }

  #frame(n: number, body: FrameBody): void {
    const wire = this.#wire;
    this.#parts.frame(body);
    this.#parts.painted(() => {
      if (wire === this.#wire) this.#send({ t: 'ack', n });
    });
  }

  #send(message: ToMain): void {
    if (this.#open) this.#wire?.send(JSON.stringify(message));
  }
}

/** Only the envelope is checked: main made the body from decoded values. Null for whatever is no message. */
function decode(text: string): ToRenderer | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  return v.is(toRenderer, json) ? (json as ToRenderer) : null;
}
