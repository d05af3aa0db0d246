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
import { renewOver } from './renew.ts';
import type { Credentials, Ready } from '../account/credentials.ts';
import { reasonOf } from '../account/reason.ts';
import type { Http } from '../net/http.ts';
import type { Trust } from '../net/trust.ts';

const TICK_MS = 500;
/** A tick this much later than asked for: the computer slept or its clock was set. */
const JUMP_MS = 4_000;

export type { Credentials } from '../account/credentials.ts';

export interface LinkDeps {
  readonly clock: Clock;
  readonly log: Logger;
  readonly counters: Counters;
  readonly strings: Strings;
  readonly random: () => number;
  readonly http: Http;
  readonly trust: Trust;
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
  #renewing: Disposable | null = null;
  /** Why the last try had no token to go with; asked for instead of the gateway's status. */
  #unready: Extract<Ready, { ok: false }> | null = null;
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
    const credentials = this.#credentials;
    if (credentials.renewal === undefined) return this.#connect(credentials);
    const opening = new AbortController();
    this.#asking = opening;
    // A fresh token first: without one the try would only be refused.
    void credentials.renewal.ready().then((ready) => {
      if (opening.signal.aborted) return;
      this.#asking = null;
      if (ready.ok) return this.#connect(credentials);
      this.#unready = ready;
      this.#step({ type: 'fell', reason: reasonOf(ready.refusal, this.#deps.strings) });
    });
  }

  #connect(credentials: Credentials): void {
    const { gateway, token } = credentials;
    const session = new Session(this.#deps.clock, gateway, token, this.#deps.trust, {
      opened: () => this.#opened(session, credentials, token),
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

  #opened(session: Session, credentials: Credentials, token: string): void {
    if (this.#session !== session) return;
    this.#step({ type: 'opened' });
    this.#announced = true;
    this.#deps.onSession(session);
    this.#renewing = renewOver(session, credentials, token, this.#deps);
    void this.#identify();
  }

  /** What the gateway said of the coming end; more exact than what the socket sees. */
  said(reason: LinkReason): void {
    this.#said = reason;
  }

  #close(): void {
    this.#asking?.abort();
    this.#asking = null;
    this.#renewing?.dispose();
    this.#renewing = null;
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
    const credentials = this.#credentials;
    const asking = new AbortController();
    this.#asking = asking;
    const unready = this.#unready;
    this.#unready = null;
    if (unready !== null) {
      // Answered a turn later, as the gateway would: the step that asks has to end first.
      await Promise.resolve();
      if (asking.signal.aborted) return;
      this.#asking = null;
      return this.#step({ type: 'told', final: unready.final, reason: seen });
    }
    const told = await askStatus(this.#deps.http, credentials.gateway, credentials.token, asking.signal);
    if (asking.signal.aborted) return;
    this.#asking = null;
    const verdict = verdictOf(told, seen, this.#deps.strings);
    if (credentials.renewal === undefined || told.kind !== 'status')
      return this.#step({ type: 'told', ...verdict });
    // Another token may be good where this one is not; whether there is another one, the next try will see.
    const spent = ['missing', 'invalid', 'expired', 'revoked'].includes(told.status.state);
    if (spent) credentials.renewal.distrust();
    this.#step({ type: 'told', reason: verdict.reason, final: verdict.final && !spent });
  }

  async #identify(): Promise<void> {
    if (this.#credentials === null || this.#who !== null) return;
    const asking = new AbortController();
    this.#asking = asking;
    const told = await askStatus(
      this.#deps.http,
      this.#credentials.gateway,
      this.#credentials.token,
      asking.signal,
    );
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
