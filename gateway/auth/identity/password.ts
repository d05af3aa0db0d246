import { randomBytes, scrypt, timingSafeEqual, type ScryptOptions } from 'node:crypto';

/** scrypt's cost (RFC 7914): 2^ln blocks of 128*r bytes, p times. Stored with each hash, so that it may be raised. */
export interface ScryptCost {
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}
/** 32 MB and about 0.2 s: one of the equal choices of OWASP's cheat sheet. */
export const SCRYPT: ScryptCost = { ln: 15, r: 8, p: 3 };
/** A stored hash that would ask for more than this is not calculated: 512 MB. */
const MOST_BYTES = 512 * 1024 * 1024;
const SALT = 16;
const LENGTH = 32;

/** A PHC string: `$scrypt$ln=15,r=8,p=3$SALT$HASH`. */
export async function hashPassword(password: string, cost: ScryptCost = SCRYPT): Promise<string> {
  const salt = randomBytes(SALT);
  const hash = await derive(password, salt, LENGTH, cost);
  return `$scrypt$${costText(cost)}$${base64(salt)}$${base64(hash)}`;
}

/** Throws where `stored` is no such string: a damaged database, not a wrong password. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const { cost, salt, hash } = parse(stored);
  return timingSafeEqual(await derive(password, salt, hash.byteLength, cost), hash);
}

/** Made with another cost than now wanted: made anew at the next sign-in, when the password is at hand. */
export const isOutdated = (stored: string, cost: ScryptCost = SCRYPT): boolean =>
  costText(parse(stored).cost) !== costText(cost);

const costText = ({ ln, r, p }: ScryptCost): string => `ln=${String(ln)},r=${String(r)},p=${String(p)}`;
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '');

function parse(stored: string): { readonly cost: ScryptCost; readonly salt: Buffer; readonly hash: Buffer } {
  const match =
    /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9+/]{8,})\$([A-Za-z0-9+/]{22,})$/.exec(
      stored,
    );
  if (match === null) throw new Error('a stored password is not a hash of scrypt');
  const [ln, r, p] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (128 * r * 2 ** ln > MOST_BYTES || p > 16) throw new Error('a stored password asks for too much memory');
  return {
    cost: { ln, r, p },
    salt: Buffer.from(match[4] ?? '', 'base64'),
    hash: Buffer.from(match[5] ?? '', 'base64'),
  };
}

/** NFKC, so that the same keys on another keyboard make the same bytes (NIST SP 800-63B 5.1.1.2). */
function derive(password: string, salt: Buffer, length: number, { ln, r, p }: ScryptCost): Promise<Buffer> {
  const N = 2 ** ln;
  const options: ScryptOptions = { N, r, p, maxmem: 128 * r * (N + p) + 1024 * 1024 };
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, length, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}
