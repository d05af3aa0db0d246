import { fail, ok, type Result } from '../../contract/result.ts';
import type { Strings } from '../../contract/strings/index.ts';
import type { ConsoleConfig } from './api.ts';
import { gatewayAddress, looksLikeToken } from './link/address.ts';
import type { Credentials } from './link/link.ts';
import { askStatus, verdictOf } from './link/status.ts';
import type { Logger, TokenVault } from './ports.ts';
import type { SettingsKeeper } from './settings.ts';

export interface AccountDeps {
  readonly config: ConsoleConfig;
  readonly settings: SettingsKeeper;
  readonly vault: TokenVault;
  /** Connects with these, or signs out. */
  readonly use: (credentials: Credentials | null) => void;
  /** Address in use. */
  readonly gateway: () => string | null;
  /** What is remembered of the last process is there: nothing is used before. */
  readonly ready: () => Promise<void>;
  readonly strings: Strings;
  readonly log: Logger;
  readonly changed: () => void;
}

/** Which gateway, and by what token. The token goes from the vault or the operator to the gateway, and nowhere else. */
export class Account {
  readonly #deps: AccountDeps;
  #warning: string | null = null;

  constructor(deps: AccountDeps) {
    this.#deps = deps;
  }

  /** Why the token will not outlive this process; null where it does, or where nobody is to keep it. */
  get warning(): string | null {
    return this.#warning;
  }

  /** With the configured token, else the vault's, else signed out. */
  async start(): Promise<void> {
    const { config, settings, vault, use, strings, log } = this.#deps;
    const typed = config.gateway ?? settings.value.gateway;
    if (typed === null) return use(null);
    const address = gatewayAddress(typed, config.allowHttp, strings);
    if (!address.ok) {
      log.warn('gateway address refused', { why: address.error.message });
      return use(null);
    }
    const gateway = address.value;
    if (config.token !== null) return use({ gateway, token: config.token });
    const kept = await vault.get(gateway);
    this.#warn(kept.ok ? vault.warning : kept.message);
    use(kept.ok && kept.value !== null ? { gateway, token: kept.value } : null);
  }

  /** Asks the gateway first, so that a wrong address or token is said where it was typed, and nothing wrong is kept. */
  async signIn(typed: string, pasted: string): Promise<Result<null>> {
    const { config, settings, vault, use, strings } = this.#deps;
    const address = gatewayAddress(typed, config.allowHttp, strings);
    if (!address.ok) return address;
    const token = pasted.trim();
    if (!looksLikeToken(token)) return fail('bad-request', strings.t('signin.token.shape'), 'token');
    const gateway = address.value;

    const told = await askStatus(gateway, token, new AbortController().signal);
    const seen = { code: 'closed', message: '' } as const;
    const { final, reason } = verdictOf(told, seen, strings);
    if (told.kind !== 'status') return fail('offline', reason.message, 'gateway');
    if (final) return fail('unauthorised', reason.message, 'token');

    await this.#deps.ready();
    const kept = await vault.set(gateway, token);
    this.#warn(kept.ok ? vault.warning : kept.message);
    settings.change({ gateway });
    use({ gateway, token });
    return ok(null);
  }

  async signOut(): Promise<Result<null>> {
    const { vault, use, log } = this.#deps;
    const gateway = this.#deps.gateway();
    use(null);
    if (gateway === null) return ok(null);
    const gone = await vault.delete(gateway);
    if (gone.ok) return ok(null);
    log.warn('token not deleted', { why: gone.message });
    return fail('internal', `The token could not be taken out of the keychain: ${gone.message}`);
  }

  #warn(warning: string | null): void {
    if (warning === this.#warning) return;
    this.#warning = warning;
    this.#deps.changed();
  }
}
