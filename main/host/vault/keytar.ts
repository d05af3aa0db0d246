import type { Keytar } from './keychain.ts';

/** The native module, only when it is asked for: where it has no build, importing rejects. */
export async function loadKeytar(): Promise<Keytar> {
  const module = await import('keytar');
  return module.default;
}
