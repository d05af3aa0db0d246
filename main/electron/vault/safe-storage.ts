import type { SafeStorage } from 'electron';
import type { SettingsStore, TokenVault, VaultResult } from '../../console/ports.ts';
import { LONGEST_TOKEN, type VaultCandidate } from '../../host/vault/choose.ts';

/** Newer Electrons encrypt off the main thread; 32 has only the synchronous calls. */
type Storage = Pick<SafeStorage, 'isEncryptionAvailable' | 'encryptString' | 'decryptString'> &
  Partial<
    Pick<
      SafeStorage,
      'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'
    >
  >;

/** Tokens encrypted with a key that the operating system keeps, in one file of the user's. */
export function safeStorageVault(storage: Storage, file: SettingsStore, platform: string): VaultCandidate {
  return {
    name: 'safe storage',
    open: async () => {
      try {
        const backend = platform === 'linux' ? storage.getSelectedStorageBackend?.() : 'system';
        if (backend === 'basic_text' || backend === 'unknown') {
          return { ok: false, why: 'no keyring, it would be plain text' };
        }
        const available = await (storage.isAsyncEncryptionAvailable?.() ?? storage.isEncryptionAvailable());
        return available ? { ok: true, vault: vaultOf(storage, file) } : { ok: false, why: 'not available' };
      } catch (error) {
        return { ok: false, why: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}

function vaultOf(storage: Storage, file: SettingsStore): TokenVault {
  const encrypt = (text: string): Promise<Buffer> | Buffer =>
    storage.encryptStringAsync?.(text) ?? storage.encryptString(text);
  const decrypt = async (bytes: Buffer): Promise<string> =>
    storage.decryptStringAsync === undefined
      ? storage.decryptString(bytes)
      : (await storage.decryptStringAsync(bytes)).result;
  const load = async (): Promise<Record<string, string>> => {
    const kept = await file.load();
    const pairs = typeof kept === 'object' && kept !== null ? Object.entries(kept) : [];
    return Object.fromEntries(pairs.filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
  };
  const attempt = async <T>(act: () => Promise<T>): Promise<VaultResult<T>> => {
    try {
      return { ok: true, value: await act() };
    } catch (error) {
      return { ok: false, reason: 'failed', message: error instanceof Error ? error.message : String(error) };
    }
  };
  return {
    warning: null,
    get: (gateway) =>
      attempt(async () => {
        const kept = (await load())[gateway];
        return kept === undefined ? null : decrypt(Buffer.from(kept, 'base64'));
      }),
    set: (gateway, token) =>
      attempt(async () => {
        if (token.length > LONGEST_TOKEN) {
          throw new Error(`the token has ${token.length} characters, at most ${LONGEST_TOKEN} are kept`);
        }
        const encrypted = (await encrypt(token)).toString('base64');
        await file.save({ ...(await load()), [gateway]: encrypted });
        return null;
      }),
    delete: (gateway) =>
      attempt(async () => {
        const { [gateway]: _forgotten, ...rest } = await load();
        await file.save(rest);
        return null;
      }),
  };
}
