import * as v from 'valibot';
import type { JWTPayload } from 'jose';
import { id } from '../../../contract/schema/fields.ts';
import type { Role } from '../../../contract/wire.ts';
import type { Principal, Verdict } from '../../ports.ts';
import { tenantName } from '../claims.ts';
import { digest } from '../identity/families.ts';
import type { IssuerConfig } from './config.ts';

/** The strongest first. */
const STRENGTH: readonly Role[] = ['admin', 'supervisor', 'dispatcher', 'wall', 'ingest'];

/** What a foreign token's claims mean here, by the issuer's configuration. */
export function principalOfClaims(
  config: IssuerConfig,
  payload: JWTPayload,
  token: string,
): Extract<Verdict, { ok: false }> | { readonly ok: true; readonly principal: Principal } {
  const [person] = values(payload, config.user);
  const sub = v.safeParse(id, person === undefined ? undefined : `${config.name}/${person}`);
  if (!sub.success) return refuse('invalid', `claim ${config.user} does not name a user`);
  const tenant = tenantOf(config, payload);
  if (tenant === null) return refuse('forbidden', 'no tenant here belongs to the token’s claims');
  const found = values(payload, config.role.claim).map((value) => config.role.values[value]);
  const role = STRENGTH.find((known) => found.includes(known));
  if (role === undefined) return refuse('forbidden', `claim ${config.role.claim} gives no role here`);
  const { jti, exp = 0, iat } = payload;
  return {
    ok: true,
    principal: {
      sub: sub.output,
      tenant,
      role,
      // Not every issuer numbers its tokens; the text itself is as unique.
      jti: `${config.name}/${jti === undefined || jti.length > 100 ? digest(token) : jti}`,
      ...(iat !== undefined && { issuedAt: iat * 1_000 }),
      expiresAt: exp * 1_000,
    },
  };
}

function tenantOf({ tenant }: IssuerConfig, payload: JWTPayload): string | null {
  if (typeof tenant === 'string') return tenant;
  const [value] = values(payload, tenant.claim);
  if (value === undefined) return null;
  const named = tenant.values === undefined ? value : tenant.values[value];
  const parsed = v.safeParse(tenantName, named);
  return parsed.success ? parsed.output : null;
}

/** The texts at a claim's path: one, or those of a list. */
function values(payload: JWTPayload, path: string): string[] {
  const at = path
    .split('.')
    .reduce<unknown>(
      (value, key) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, key)
          ? (value as Record<string, unknown>)[key]
          : undefined,
      payload,
    );
  return (Array.isArray(at) ? at : [at]).filter((value): value is string => typeof value === 'string');
}

const refuse = (state: 'invalid' | 'forbidden', message: string) => ({ ok: false, state, message }) as const;
