import type { Disposable } from '../../../contract/disposable.ts';
import { fullJitter } from '../backoff.ts';
import type { Counters } from '../counters.ts';
import { Listeners } from '../listeners.ts';
import type { Clock, Logger } from '../ports.ts';
import type { Credentials, Ready, Renewal } from './credentials.ts';
import type { GatewayAuth, Tokens } from './gateway-auth.ts';

export interface RenewingDeps {
  readonly auth: Pick<GatewayAuth, 'refresh'>;
  readonly clock: Clock;
  readonly counters: Counters;
  readonly log: Logger;
  readonly random: () => number;
  /** Keeps each new refresh token where it outlives the process. Never rejects. */
  readonly keep: (refreshToken: string) => Promise<void>;
}

/** Renewed between these parts of a token's life: consoles that began together do not come together. */
const EARLIEST = 0.6;
const LATEST = 0.8;
/** A token with less left than this is renewed before it is used, ms; of a very short one a tenth of its life. */
const LEAST_LEFT_MS = 20_000;
/** Longest wait of a timer, 2^31 - 1 ms. */
const LONGEST_TIMER = 2_147_483_647;

interface Access {
  readonly token: string;
  /** Ms. */
  readonly lifetime: number;
  /** When it came, by both clocks. */
  readonly elapsed: number;
  readonly wall: number;
}

/**
 * An access token that stays good: renewed well before its end while the old one still works, by a refresh token that is another
 * after each time. Owns its timer.
 */
export class RenewingCredentials implements Credentials, Renewal, Disposable {
  readonly gateway: string;
  readonly who: { readonly tenant: string; readonly sub: string };
  readonly #deps: RenewingDeps;
  readonly #renewed = new Listeners<string>();
  #refreshToken: string;
  #access: Access | null = null;
  #running: Promise<Ready> | null = null;
  #timer: Disposable | null = null;
  #attempt = 0;
  #ended = new AbortController();

  constructor(
    deps: RenewingDeps,
    gateway: string,
    refreshToken: string,
    who: { readonly tenant: string; readonly sub: string },
  ) {
    this.#deps = deps;
    this.gateway = gateway;
    this.#refreshToken = refreshToken;
    this.who = who;
  }

  /** With the tokens of a sign-in that just happened. */
  static of(deps: RenewingDeps, gateway: string, tokens: Tokens): RenewingCredentials {
    const made = new RenewingCredentials(deps, gateway, tokens.refreshToken, tokens);
    made.#take(tokens);
    return made;
  }

  get token(): string {
    return this.#access?.token ?? '';
  }
  get refreshToken(): string {
    return this.#refreshToken;
  }
  get renewal(): Renewal {
    return this;
  }

  ready(): Promise<Ready> {
    const access = this.#access;
    if (access !== null && this.#left(access) > Math.min(LEAST_LEFT_MS, access.lifetime / 10))
      return Promise.resolve({ ok: true });
    return this.#renew();
  }

  distrust(): void {
    this.#access = null;
  }

  onRenewed(listener: (token: string) => void): Disposable {
    return this.#renewed.add(listener);
  }

  dispose(): void {
    this.#ended.abort();
    this.#timer?.dispose();
    this.#timer = null;
    this.#renewed.clear();
  }

  /** By either clock: one stands still while the computer sleeps, the other may be set. */
  #left({ lifetime, elapsed, wall }: Access): number {
    const { clock } = this.#deps;
    return lifetime - Math.max(clock.elapsed() - elapsed, clock.now() - wall);
  }

  /** One at a time: two with the same refresh token would look like a thief's. */
  #renew(): Promise<Ready> {
    this.#running ??= this.#ask().finally(() => (this.#running = null));
    return this.#running;
  }

  async #ask(): Promise<Ready> {
    const { auth, counters, log } = this.#deps;
    this.#timer?.dispose();
    this.#timer = null;
    const { signal } = this.#ended;
    try {
      const answer = await auth.refresh(this.gateway, this.#refreshToken, signal);
      if (signal.aborted) return GIVEN_UP;
      if (answer.ok) {
        this.#take(answer.value);
        counters.bump('token-renewed');
        void this.#deps.keep(answer.value.refreshToken);
        this.#renewed.tell(answer.value.accessToken);
        return { ok: true };
      }
      const final = answer.kind === 'expired' || answer.kind === 'revoked' || answer.kind === 'wrong';
      counters.bump(final ? 'token-refused' : 'token-not-renewed');
      log.warn('token not renewed', { why: answer.kind });
      if (!final) this.#later();
      return { ok: false, final, refusal: answer };
    } catch (error) {
      if (signal.aborted) return GIVEN_UP;
      throw error;
    }
  }

  #take({ accessToken, lifetimeMs, refreshToken }: Tokens): void {
    const { clock, random } = this.#deps;
    this.#refreshToken = refreshToken;
    this.#access = { token: accessToken, lifetime: lifetimeMs, elapsed: clock.elapsed(), wall: clock.now() };
    this.#attempt = 0;
    this.#after(lifetimeMs * (EARLIEST + random() * (LATEST - EARLIEST)));
  }

  /** The link may be fine and the old token good for minutes: tried again beside it. */
  #later(): void {
    if (this.#access === null) return;
    this.#attempt += 1;
    this.#after(fullJitter(this.#attempt, this.#deps.random()));
  }

  #after(ms: number): void {
    this.#timer?.dispose();
    this.#timer = this.#deps.clock.after(Math.min(ms, LONGEST_TIMER), () => void this.#renew());
  }
}

const GIVEN_UP: Ready = { ok: false, final: false, refusal: { kind: 'unreachable', detail: 'given up' } };
