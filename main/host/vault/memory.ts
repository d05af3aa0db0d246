import type { TokenVault } from '../../console/ports.ts';

/** Forgets at the end of the process, and says so. */
export function memoryVault(why: string): TokenVault {
  const tokens = new Map<string, string>();
  return {
    warning: `The token is kept until Routewatch ends: no keychain can be used (${why}).`,
    get: (gateway) => Promise.resolve({ ok: true, value: tokens.get(gateway) ?? null }),
    set: (gateway, token) => {
      tokens.set(gateway, token);
      return Promise.resolve({ ok: true, value: null });
    },
    delete: (gateway) => {
      tokens.delete(gateway);
      return Promise.resolve({ ok: true, value: null });
    },
  };
}
