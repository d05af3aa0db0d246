import { REFRESH_PREFIX } from '../../../contract/auth.ts';
import type { PairingCode, SignInArgs } from '../../../contract/bridge.ts';
import type { Diagnostics } from '../../../contract/diagnostics.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { Strings } from '../../../contract/strings/index.ts';
import type { ConsoleConfig } from '../api.ts';
import type { Counters } from '../counters.ts';
import { gatewayAddress, looksLikeToken } from '../link/address.ts';
import { askStatus, verdictOf } from '../link/status.ts';
import type { Http } from '../net/http.ts';
import type { Clock, Logger, TokenVault } from '../ports.ts';
import type { SettingsKeeper } from '../settings.ts';
import type { Credentials } from './credentials.ts';
import type { GatewayAuth, Refusal, Tokens } from './gateway-auth.ts';
import { Pairing } from './pairing.ts';
import { reasonOf } from './reason.ts';
import { RenewingCredentials } from './renewing.ts';

export interface AccountDeps {
  readonly config: ConsoleConfig;
  readonly settings: SettingsKeeper;
  /** What this console is called: sign-ins and paired devices are listed by it. */
  readonly desk: () => string;
  readonly vault: TokenVault;
  readonly auth: GatewayAuth;
  readonly http: Http;
  readonly clock: Clock;
  readonly counters: Counters;
  readonly random: () => number;
  /** Connects with these, or signs out. */
  readonly use: (credentials: Credentials | null) => void;
  /** Nothing of the operator who leaves stays here, in memory or on the disk. */
  readonly forget: () => void;
  /** Address in use. */
  readonly gateway: () => string | null;
  /** What is remembered of the last process is there: nothing is used before. */
  readonly ready: () => Promise<void>;
  readonly strings: Strings;
  readonly log: Logger;
  readonly changed: () => void;
}

/** Telling the gateway that the session is over may take so long, ms; signing out does not wait for a gateway that is gone. */
const LOGOUT_MS = 3_000;

/**
 * Which gateway, and by what token. Tokens go from the vault or the operator to the gateway, and nowhere else; only a refresh
 * token is ever kept.
 */
export class Account implements Disposable {
  readonly #deps: AccountDeps;
  #warning: string | null = null;
  #renewing: RenewingCredentials | null = null;
  #pairing: Pairing | null = null;

  constructor(deps: AccountDeps) {
    this.#deps = deps;
  }

  /** Why the session will not outlive this process; null where it does, or where nobody is to keep it. */
  get warning(): string | null {
    return this.#warning;
  }

  /** Where the session is. */
  get token(): Diagnostics['token'] {
    if (this.#deps.gateway() === null) return 'none';
    if (this.#deps.config.token !== null) return 'given';
    return this.#warning === null ? 'kept' : 'in-memory';
  }

  /** With the configured token, else the vault's, else signed out. */
  async start(): Promise<void> {
    const { config, settings, vault, strings, log } = this.#deps;
    const typed = config.gateway ?? settings.value.gateway;
    if (typed === null) return this.#use(null);
    const address = gatewayAddress(typed, config.allowHttp, strings);
    if (!address.ok) {
      log.warn('gateway address refused', { why: address.error.message });
      return this.#use(null);
    }
    const gateway = address.value;
    const { token } = config;
    if (token !== null) {
      const refreshed = token.startsWith(REFRESH_PREFIX);
      return this.#use(refreshed ? this.#kept(gateway, token, () => Promise.resolve()) : { gateway, token });
    }
    const kept = await vault.get(gateway);
    this.#warn(kept.ok ? vault.warning : strings.t('signin.vault.locked', { why: kept.message }));
    if (!kept.ok || kept.value === null) return this.#use(null);
    if (!kept.value.startsWith(REFRESH_PREFIX)) return this.#use({ gateway, token: kept.value });
    this.#use(this.#kept(gateway, kept.value, this.#keeper(gateway)));
  }

  /** Asks the gateway first, so that what is wrong is said where it was typed, and nothing wrong is kept. */
  async signIn(args: SignInArgs): Promise<Result<null>> {
    const { config, strings, auth } = this.#deps;
    const address = gatewayAddress(args.gateway, config.allowHttp, strings);
    if (!address.ok) return address;
    const gateway = address.value;
    if ('token' in args) return await this.#byToken(gateway, args.token.trim());
    const who = { user: args.user, password: args.password, label: this.#deps.desk() };
    const answer = await auth.login(gateway, who, new AbortController().signal);
    if (!answer.ok) return this.#explain(answer);
    await this.#begin(gateway, answer.value, 'password');
    return ok(null);
  }

  /** Asks the gateway for a code; `paired` then says what became of it. The one before is given up. */
  async pair(typed: string): Promise<Result<PairingCode>> {
    const { config, strings, auth, clock } = this.#deps;
    const address = gatewayAddress(typed, config.allowHttp, strings);
    if (!address.ok) return address;
    const begun = await auth.device(address.value, this.#deps.desk(), new AbortController().signal);
    if (!begun.ok) return this.#explain(begun);
    this.#pairing?.dispose();
    this.#pairing = new Pairing(auth, clock, address.value, begun.value);
    return ok(this.#pairing.code);
  }

  /** When someone said yes the console is signed in. */
  async paired(): Promise<Result<null>> {
    const { strings } = this.#deps;
    const pairing = this.#pairing;
    if (pairing === null) return fail('not-found', strings.t('signin.pair.expired'));
    const end = await pairing.ended;
    if (this.#pairing === pairing) this.#pairing = null;
    if (end.ok) {
      await this.#begin(pairing.gateway, end.tokens, 'pair');
      return ok(null);
    }
    if (end.why === 'denied') return fail('forbidden', strings.t('signin.pair.denied'));
    return fail(end.why === 'expired' ? 'expired' : 'conflict', strings.t('signin.pair.expired'));
  }

  cancelPairing(): void {
    this.#pairing?.dispose();
    this.#pairing = null;
  }

  /** Ends the session at the gateway, and takes everything of it off this computer. */
  async signOut(): Promise<Result<null>> {
    const { vault, auth, log, settings, strings } = this.#deps;
    const gateway = this.#deps.gateway();
    const refreshToken = this.#renewing?.refreshToken ?? null;
    this.cancelPairing();
    this.#use(null);
    this.#deps.forget();
    settings.change({ account: null });
    if (gateway === null) return ok(null);
    const gone = await vault.delete(gateway);
    if (refreshToken !== null) await this.#logout(auth, gateway, refreshToken);
    if (gone.ok) return ok(null);
    log.warn('token not deleted', { why: gone.message });
    return fail('internal', strings.t('signin.vault.kept', { why: gone.message }));
  }

  dispose(): void {
    this.cancelPairing();
    this.#renewing?.dispose();
    this.#renewing = null;
  }

  async #logout(auth: GatewayAuth, gateway: string, refreshToken: string): Promise<void> {
    const { clock, counters } = this.#deps;
    const patience = new AbortController();
    const timer = clock.after(LOGOUT_MS, () => patience.abort());
    const told = await auth.logout(gateway, refreshToken, patience.signal).catch(() => false);
    timer.dispose();
    // The session then ends by itself at the gateway when it is not renewed.
    if (!told) counters.bump('logout-untold');
  }

  /** A token that somebody made on the gateway's command line. One that cannot be renewed is not kept. */
  async #byToken(gateway: string, token: string): Promise<Result<null>> {
    const { strings, auth, http, settings } = this.#deps;
    if (token.startsWith(REFRESH_PREFIX)) {
      const answer = await auth.refresh(gateway, token, new AbortController().signal);
      if (!answer.ok) return this.#explain(answer, 'token');
      await this.#begin(gateway, answer.value, 'token');
      return ok(null);
    }
    if (!looksLikeToken(token)) return fail('bad-request', strings.t('signin.token.shape'), 'token');
    const told = await askStatus(http, gateway, token, new AbortController().signal);
    const { final, reason } = verdictOf(told, { code: 'closed', message: '' }, strings);
    if (told.kind !== 'status') return fail('offline', reason.message, 'gateway');
    if (final) return fail('unauthorised', reason.message, 'token');
    await this.#deps.ready();
    settings.change({ gateway, account: null });
    this.#warn(null);
    this.#use({ gateway, token });
    return ok(null);
  }

  async #begin(gateway: string, tokens: Tokens, by: 'password' | 'pair' | 'token'): Promise<void> {
    const { settings } = this.#deps;
    await this.#deps.ready();
    const keep = this.#keeper(gateway);
    await keep(tokens.refreshToken);
    settings.change({ gateway, account: { tenant: tokens.tenant, sub: tokens.sub, by } });
    this.#use(RenewingCredentials.of(this.#renewingDeps(keep), gateway, tokens));
  }

  #use(credentials: Credentials | null): void {
    const before = this.#renewing;
    this.#renewing = credentials instanceof RenewingCredentials ? credentials : null;
    this.#deps.use(credentials);
    if (before !== this.#renewing) before?.dispose();
  }

  /** A session of an earlier process. Whose it is stands in the settings: the first token may be long in coming. */
  #kept(gateway: string, refreshToken: string, keep: (token: string) => Promise<void>): RenewingCredentials {
    const { tenant = '', sub = '' } = this.#deps.settings.value.account ?? {};
    return new RenewingCredentials(this.#renewingDeps(keep), gateway, refreshToken, { tenant, sub });
  }

  #renewingDeps(keep: (token: string) => Promise<void>) {
    const { auth, clock, counters, log, random } = this.#deps;
    return { auth, clock, counters, log, random, keep };
  }

  /** Writes one after the other: of two the later must be the one that stays. */
  #keeper(gateway: string): (refreshToken: string) => Promise<void> {
    const { vault, strings } = this.#deps;
    let last: Promise<void> = Promise.resolve();
    return (refreshToken) =>
      (last = last.then(async () => {
        const kept = await vault.set(gateway, refreshToken);
        this.#warn(kept.ok ? vault.warning : strings.t('signin.vault.locked', { why: kept.message }));
      }));
  }

  #explain(refusal: Refusal, secret: 'password' | 'token' = 'password'): Result<never> {
    const { strings } = this.#deps;
    const { t } = strings;
    if (refusal.kind === 'busy') return fail('busy', t('signin.tooMany', { n: refusal.seconds }), secret);
    if (refusal.kind === 'wrong') return fail('unauthorised', t('signin.wrong'), secret);
    const { message } = reasonOf(refusal, strings);
    const known = refusal.kind === 'expired' || refusal.kind === 'revoked';
    return fail(known ? 'unauthorised' : 'offline', message, known ? secret : 'gateway');
  }

  #warn(warning: string | null): void {
    if (warning === this.#warning) return;
    this.#warning = warning;
    this.#deps.changed();
  }
}
