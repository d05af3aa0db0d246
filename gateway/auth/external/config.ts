import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { firstWrong } from '../../../contract/schema/fields.ts';
import { ROLES } from '../../../contract/wire.ts';
import { ConfigError } from '../../config/error.ts';
import { parseJsonc } from '../../config/jsonc.ts';
import { tenantName } from '../claims.ts';

/** A path into the claims, such as `realm_access.roles`. */
const claimPath = v.pipe(
  v.string(),
  v.regex(/^[^.\s]+(\.[^.\s]+){0,4}$/, 'must be a claim such as groups or realm_access.roles'),
);
const address = v.pipe(v.string(), v.check(isSafe, 'must be an https address (http only to this computer)'));

/** One issuer that this gateway trusts beside itself. */
const issuer = v.strictObject({
  /** Short name: its users are `NAME/SUB` here, so that none can be taken for a user of this gateway. */
  name: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,16}$/, 'must be 1-16 of lower-case letters, digits and -')),
  issuer: address,
  audience: v.pipe(v.string(), v.minLength(1)),
  /** Default: RS256, PS256, ES256 and EdDSA; never a shared secret. */
  algorithms: v.optional(
    v.pipe(
      v.array(v.picklist(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'EdDSA'])),
      v.minLength(1),
    ),
    ['RS256', 'PS256', 'ES256', 'EdDSA'],
  ),
  /** Claim that names the person; default `sub`. */
  user: v.optional(claimPath, 'sub'),
  /** A tenant of all its users, or a claim and what its values mean here. */
  tenant: v.union([
    tenantName,
    v.strictObject({ claim: claimPath, values: v.optional(v.record(v.string(), tenantName)) }),
  ]),
  /** A claim (text or list) and what its values mean here; the strongest role counts, none is refused. */
  role: v.strictObject({ claim: claimPath, values: v.record(v.string(), v.picklist(ROLES)) }),
});
const issuers = v.pipe(v.array(issuer), v.maxLength(16));
export type IssuerConfig = v.InferOutput<typeof issuer>;

export function isSafe(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return (
    protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
  );
}

/** Throws ConfigError with one line for the first thing wrong in the file. */
export function loadIssuers(file: string): IssuerConfig[] {
  let raw: unknown;
  try {
    raw = parseJsonc(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/\s+/g, ' ') : String(error);
    throw new ConfigError(`issuers (file ${file}): cannot be used: ${why}; allowed: a readable JSON file`, {
      cause: error,
    });
  }
  const parsed = v.safeParse(issuers, raw);
  if (!parsed.success) {
    const { field, reason } = firstWrong(parsed.issues);
    throw new ConfigError(`issuers (${field === '' ? 'the whole' : field} in ${file}): ${reason}`);
  }
  const names = parsed.output.flatMap(({ name, issuer: url }) => [name, url]);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    throw new ConfigError(`issuers (file ${file}): ${JSON.stringify(twice)} is there twice`);
  return parsed.output;
}
