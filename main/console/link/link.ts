import type { LinkReason } from '../../../contract/bridge.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import { STREAMS, type StreamName } from '../../../contract/stream.ts';
import type { Strings } from '../../../contract/strings/index.ts';
import type { AuthStatus } from '../../../contract/wire.ts';
import { fullJitter } from '../backoff.ts';
import type { Counters } from '../counters.ts';
import type { Clock, Logger } from '../ports.ts';
import { isStale, stepLink, type LinkEffect, type LinkEvent, type LinkModel } from './machine.ts';
import { Session } from './session.ts';
import { askStatus, verdictOf } from './status.ts';

const TICK_MS = 500;
/** A tick this much later than asked for: the computer slept or its clock was set. */
const JUMP_MS = 4_000;

export interface Credentials {
  readonly gateway: string;
  readonly token: string;
}

export interface LinkDeps {
  readonly clock: Clock;
  readonly log: Logger;
  readonly counters: Counters;
  readonly strings: Strings;
  readonly random: () => number;
  /** A session stands: take leases. null: it is gone, and so is every lease. */
  readonly onSession: (session: Session | null) => void;
  /** Something that `LinkState` shows is different. */
  readonly changed: () => void;
}

/** Drives the machine of `machine.ts`: owns the session, its timers and the questions to `/auth/status`. */
export class Link implements Disposable {
  #model: LinkModel = { is: 'idle' };
  #credentials: Credentials | null = null;
  #session: Session | null = null;
  #announced = false;
  #received = 0;
  #who: AuthStatus | null = null;
  #said: LinkReason | null = null;
  #timer: { readonly at: number; readonly handle: Disposable } | null = null;
  #rejoin = new Map<StreamName, Disposable>();
  #asking: AbortController | null = null;
  #stale = false;
  #lastByteAt: number | null = null;
  readonly #deps: LinkDeps;

  constructor(deps: LinkDeps) {
    this.#deps = deps;
  }

  get model(): LinkModel {
    return this.#model;
  }
  get gateway(): string | null {
    return this.#credentials?.gateway ?? null;
  }
  get credentials(): Credentials | null {
    return this.#credentials;
  }
  get who(): AuthStatus | null {
    return this.#who;
  }
  get lastByteAt(): number | null {
    return this.#lastByteAt;
  }
  get stale(): boolean {
    return this.#stale;
  }

  /** Connects with these from now on; null signs out. */
  use(credentials: Credentials | null): void {
    this.#credentials = credentials;
    this.#who = null;
    this.#step({ type: 'credentials', present: credentials !== null });
  }

  wake(): void {
    // Bytes of before the sleep prove nothing about now.
    this.#count();
    this.#step({ type: 'wake' });
  }
  retry(): void {
    this.#step({ type: 'retry' });
  }

  dispose(): void {
    this.#timer?.handle.dispose();
    this.#timer = null;
    this.#close();
    this.#model = { is: 'idle' };
  }

  #step(event: LinkEvent): void {
    const { clock, random, changed } = this.#deps;
    const now = clock.now();
    const before = this.#model;
    const [model, effects] = stepLink(before, event, now, random());
    this.#model = model;
    if (model.is === 'open') this.#lastByteAt = model.lastByteAt;
    for (const effect of effects) this.#run(effect);
    const stale = isStale(model, now);
    if (model !== before || stale !== this.#stale) {
      this.#stale = stale;
      if (model.is !== before.is) this.#deps.log.info('link', { is: model.is, ...this.#detail(model) });
      changed();
    }
    if (this.#model === model) this.#schedule(now);
  }

  #detail(model: LinkModel): Record<string, unknown> {
    if (model.is === 'waiting' || model.is === 'refused') return { reason: model.reason };
    return model.is === 'connecting' ? { attempt: model.attempt } : {};
  }

  #run(effect: LinkEffect): void {
    if (effect === 'close') this.#close();
    else if (effect === 'ask') void this.#ask();
    else this.#open();
  }

  #open(): void {
    if (this.#credentials === null) return;
    this.#close();
    this.#said = null;
    this.#received = 0;
    const { gateway, token } = this.#credentials;
    const session = new Session(this.#deps.clock, gateway, token, {
      opened: () => this.#opened(session),
      fell: ({ kind, message }) => {
        if (this.#session !== session) return;
        this.#deps.counters.bump(`link-${kind}`);
        const code = kind === 'unreachable' ? 'unreachable' : 'closed';
        const text = `${this.#deps.strings.t(`reason.${code}`)} (${message})`;
        this.#step({ type: 'fell', reason: this.#said ?? { code, message: text } });
      },
      lost: (name, message) => this.#lost(session, name, message),
    });
    this.#session = session;
  }

  #opened(session: Session): void {
    if (this.#session !== session) return;
    this.#step({ type: 'opened' });
    this.#announced = true;
    this.#deps.onSession(session);
    void this.#identify();
  }

  /** What the gateway said of the coming end; more exact than what the socket sees. */
  said(reason: LinkReason): void {
    this.#said = reason;
  }

  #close(): void {
    this.#asking?.abort();
    this.#asking = null;
    for (const timer of this.#rejoin.values()) timer.dispose();
    this.#rejoin.clear();
    const session = this.#session;
    this.#session = null;
    const announced = this.#announced;
    this.#announced = false;
    if (announced) this.#deps.onSession(null);
    session?.dispose();
  }

  #lost(session: Session, name: StreamName, message: string): void {
    if (this.#session !== session) return;
    this.#deps.counters.bump('namespace-refused');
    this.#deps.log.warn('namespace lost', { name, message });
    this.#rejoin.get(name)?.dispose();
    const ms = fullJitter(STREAMS.length, this.#deps.random(), 2_000);
    this.#rejoin.set(
      name,
      this.#deps.clock.after(ms, () => session.rejoin(name)),
    );
  }

  async #ask(): Promise<void> {
    if (this.#credentials === null || this.#model.is !== 'asking') return;
    const { seen } = this.#model;
    const asking = new AbortController();
    this.#asking = asking;
    const told = await askStatus(this.#credentials.gateway, this.#credentials.token, asking.signal);
    if (asking.signal.aborted) return;
    this.#asking = null;
    this.#step({ type: 'told', ...verdictOf(told, seen, this.#deps.strings) });
  }

  async #identify(): Promise<void> {
    if (this.#credentials === null || this.#who !== null) return;
    const asking = new AbortController();
    this.#asking = asking;
    const told = await askStatus(this.#credentials.gateway, this.#credentials.token, asking.signal);
    if (asking.signal.aborted) return;
    this.#asking = null;
    if (told.kind !== 'status') return;
    this.#who = told.status;
    this.#deps.changed();
  }

  #schedule(now: number): void {
    const { model } = this;
    // Also while it waits it looks at the clock: timers stand still in a sleep, and the wait of before means nothing after it.
    const at =
      model.is === 'open'
        ? now + TICK_MS
        : model.is === 'waiting'
          ? Math.min(model.until, now + TICK_MS)
          : null;
    // Bytes and wakes step the machine too: only the end of a wait is moved by them.
    if (at !== null && this.#timer !== null && this.#timer.at <= at) return;
    this.#timer?.handle.dispose();
    this.#timer = null;
    if (at === null) return;
    this.#timer = { at, handle: this.#deps.clock.after(Math.max(0, at - now), () => this.#tick(at)) };
  }

  #tick(due: number): void {
    this.#timer = null;
    const now = this.#deps.clock.now();
    this.#count();
    if (Math.abs(now - due) > JUMP_MS) {
      this.#deps.counters.bump('clock-jump');
      this.#step({ type: 'wake' });
    }
    this.#step({ type: 'tick' });
  }

  #count(): void {
    const received = this.#session?.received() ?? 0;
    if (received === this.#received) return;
    this.#received = received;
    this.#step({ type: 'bytes' });
  }
}
