import type { TokenVault } from '../../console/ports.ts';

/** One way of keeping tokens. */
export interface VaultCandidate {
  readonly name: string;
  /** Opens it if it can be used here; else why not, in words for the operator. Never rejects, ends within seconds. */
  open(): Promise<
    { readonly ok: true; readonly vault: TokenVault } | { readonly ok: false; readonly why: string }
  >;
}

/** Tokens outlive the process only in a keychain; what is longer is no refresh token. Windows holds about 2,500 characters. */
export const LONGEST_TOKEN = 1_000;

/**
 * The first that can be used, in the given order. Where none can, `last` is asked for a vault in memory, with the reasons, so that
 * its warning can say them: tokens are never kept where anyone can read them.
 */
export async function chooseVault(
  candidates: readonly VaultCandidate[],
  last: (why: string) => TokenVault,
): Promise<{ readonly vault: TokenVault; readonly name: string }> {
  const reasons: string[] = [];
  for (const candidate of candidates) {
    const opened = await candidate.open();
    if (opened.ok) return { vault: opened.vault, name: candidate.name };
    reasons.push(`${candidate.name}: ${opened.why}`);
  }
  return { vault: last(reasons.join('; ')), name: 'memory' };
}
