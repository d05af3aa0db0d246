import { Disposables } from '../../contract/disposable.ts';
import type { Clock, TokenVault, VaultResult } from '../console/ports.ts';

export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

const SERVICE = 'Routewatch';
/** A keyring that wants to be unlocked may take as long as its owner does. */
const PATIENCE_MS = 3_000;
/** Windows holds some 2,500 characters; what is longer than this is no token that should outlive a process. */
const LONGEST = 1_000;

/** The native module, only when asked for: where it has no build, importing rejects. */
export async function loadKeytar(): Promise<Keytar> {
  return (await import('keytar')).default;
}

/**
 * The keychain where there is one, else memory and a warning that says why. Opened at its first use, so that a host that was given
 * its token never touches a keyring.
 */
export function openVault(load: () => Promise<Keytar>, clock: Clock): TokenVault {
  const memory = new Map<string, string>();
  let warning: string | null = null;
  let opening: Promise<Keytar | null> | null = null;

  async function probe(): Promise<Keytar | null> {
    const patience = new Disposables();
    try {
      const keytar = await load();
      const late = new Promise<never>((_, reject) => {
        patience.add(clock.after(PATIENCE_MS, () => reject(new Error('no answer within 3 s'))));
      });
      await Promise.race([keytar.getPassword(SERVICE, 'probe'), late]);
      return keytar;
    } catch (error) {
      warning = `No keychain here (${firstLine(error)}): the token is kept until Routewatch ends`;
      return null;
    } finally {
      patience.dispose();
    }
  }

  async function use<T>(chain: (keytar: Keytar) => Promise<T>, own: () => T): Promise<VaultResult<T>> {
    const keytar = await (opening ??= probe());
    try {
      return { ok: true, value: keytar === null ? own() : await chain(keytar) };
    } catch (error) {
      return { ok: false, reason: 'failed', message: firstLine(error) };
    }
  }

  return {
    get warning() {
      return warning;
    },
    get: (gateway) =>
      use(
        (keytar) => keytar.getPassword(SERVICE, gateway),
        () => memory.get(gateway) ?? null,
      ),
    set: (gateway, token) =>
      use(
        async (keytar) => {
          if (token.length > LONGEST)
            throw new Error(
              `the token has ${String(token.length)} characters, at most ${String(LONGEST)} are kept`,
            );
          await keytar.setPassword(SERVICE, gateway, token);
          return null;
        },
        () => {
          memory.set(gateway, token);
          return null;
        },
      ),
    delete: (gateway) =>
      use(
        async (keytar) => {
          await keytar.deletePassword(SERVICE, gateway);
          return null;
        },
        () => {
          memory.delete(gateway);
          return null;
        },
      ),
  };
}

const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';
