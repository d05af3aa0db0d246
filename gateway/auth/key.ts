import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importJWK, type CryptoKey, type JWK } from 'jose';

/** Algorithms that are ever accepted; a key is bound to exactly one of them. */
export type Algorithm = 'HS256' | 'EdDSA';

export interface Key {
  readonly algorithm: Algorithm;
  readonly verifying: CryptoKey | Uint8Array;
  /** null where this gateway only verifies what another issuer signed. */
  readonly signing: CryptoKey | Uint8Array | null;
}

const FILE = 'gateway-key.json';

/**
 * The key in `dir`, made at the first start (256 random bits, HS256, mode 0600). A JWK of Ed25519 may be put there instead:
 * with its private part the gateway issues, with the public part alone it only verifies.
 * Throws where the file is no such key, or where others than its owner may read it.
 */
export async function loadOrCreateKey(dir: string): Promise<Key> {
  const file = join(dir, FILE);
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  try {
    const fresh: JWK = { kty: 'oct', alg: 'HS256', k: randomBytes(32).toString('base64url') };
    writeFileSync(file, JSON.stringify(fresh), { mode: 0o600, flag: 'wx' });
    chmodSync(file, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const mode = statSync(file).mode & 0o777;
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Error(`${file} may be read by others (mode ${mode.toString(8)}): chmod 600 it`);
  }
  return await parseKey(readFileSync(file, 'utf8'), file);
}

async function parseKey(text: string, file: string): Promise<Key> {
  let jwk: JWK;
  try {
    jwk = JSON.parse(text) as JWK;
  } catch (error) {
    throw new Error(`${file} is not a JWK: not JSON`, { cause: error });
  }
  if (jwk.kty === 'oct' && jwk.alg === 'HS256') return secretKey(Buffer.from(jwk.k ?? '', 'base64url'));
  if (jwk.kty === 'OKP' && jwk.crv === 'Ed25519') {
    const { d, ...open } = jwk;
    const verifying = await importJWK(open, 'EdDSA');
    return { algorithm: 'EdDSA', verifying, signing: d === undefined ? null : await importJWK(jwk, 'EdDSA') };
  }
  throw new Error(
    `${file} holds kty ${String(jwk.kty)}, alg ${String(jwk.alg)}: allowed are oct/HS256, OKP/Ed25519`,
  );
}

/** A shared secret of at least 32 bytes (RFC 7518 3.2). */
export function secretKey(secret: Uint8Array): Key {
  if (secret.byteLength < 32) {
    throw new RangeError(`an HS256 secret needs 32 bytes or more (got ${String(secret.byteLength)})`);
  }
  const bytes = new Uint8Array(secret);
  return { algorithm: 'HS256', verifying: bytes, signing: bytes };
}
