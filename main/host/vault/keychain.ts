import { Disposables } from '../../../contract/disposable.ts';
import type { Clock, TokenVault, VaultResult } from '../../console/ports.ts';
import { LONGEST_TOKEN, type VaultCandidate } from './choose.ts';

export interface Keytar {
  getPassword(service: string, account: string): Promise<string | null>;
  setPassword(service: string, account: string, password: string): Promise<void>;
  deletePassword(service: string, account: string): Promise<boolean>;
}

const SERVICE = 'Routewatch';
const PROBE = 'probe';
/** A keyring that asks its user to unlock it may take as long as the user does; starting does not wait for that. */
const PATIENCE = 3_000;

/** The operating system's keychain by `keytar`. `load` imports the native module, and rejects where it has no build. */
export function keychain(load: () => Promise<Keytar>, clock: Clock): VaultCandidate {
  return {
    name: 'keychain',
    open: async () => {
      const patience = new Disposables();
      try {
        const keytar = await load();
        const timeout = new Promise<never>((_, reject) => {
          patience.add(clock.after(PATIENCE, () => reject(new Error('no answer within 3 s'))));
        });
        await Promise.race([prove(keytar), timeout]);
        return { ok: true, vault: vaultOf(keytar) };
      } catch (error) {
        return { ok: false, why: reason(error) };
      } finally {
        patience.dispose();
      }
    },
  };
}

const reason = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0] ?? '';

/**
 * A locked Secret Service answers "there is nothing" to who reads, and "there was nothing" to who deletes: only writing is refused.
 * Leaves nothing behind.
 * @throws what the keyring says, such as that it is locked
 */
async function prove(keytar: Keytar): Promise<void> {
  await keytar.setPassword(SERVICE, PROBE, PROBE);
  await keytar.deletePassword(SERVICE, PROBE);
}

function vaultOf(keytar: Keytar): TokenVault {
  const attempt = async <T>(act: () => Promise<T>): Promise<VaultResult<T>> => {
    try {
      return { ok: true, value: await act() };
    } catch (error) {
      return { ok: false, reason: 'failed', message: reason(error) };
    }
  };
  return {
    warning: null,
    get: (gateway) =>
      attempt(async () => {
        const kept = await keytar.getPassword(SERVICE, gateway);
        if (kept === null) await prove(keytar);
        return kept;
      }),
    set: (gateway, token) =>
      attempt(async () => {
        if (token.length > LONGEST_TOKEN)
          throw new Error(`the token has ${token.length} characters, at most ${LONGEST_TOKEN} are kept`);
        await keytar.setPassword(SERVICE, gateway, token);
        return null;
      }),
    delete: (gateway) =>
      attempt(async () => {
        if (!(await keytar.deletePassword(SERVICE, gateway))) await prove(keytar);
        return null;
      }),
  };
}
