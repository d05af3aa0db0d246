import type { TokenVault } from '../../console/ports.ts';

/** Opened at its first use, so that a host that was given its token never touches a keyring. `warning` is null until then. */
export function lazyVault(open: () => Promise<TokenVault>): TokenVault {
  let opening: Promise<TokenVault> | null = null;
  let opened: TokenVault | null = null;
  const vault = (): Promise<TokenVault> => (opening ??= open().then((made) => (opened = made)));
  return {
    get warning() {
      return opened?.warning ?? null;
    },
    get: async (gateway) => (await vault()).get(gateway),
    set: async (gateway, token) => (await vault()).set(gateway, token),
    delete: async (gateway) => (await vault()).delete(gateway),
  };
}
