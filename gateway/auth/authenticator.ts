import { randomUUID } from 'node:crypto';
import { decodeJwt, errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import * as v from 'valibot';
import { firstWrong } from '../../contract/schema/fields.ts';
import type { Authenticator, Principal, Verdict } from '../ports.ts';
import {
  accessClaims,
  AUDIENCE,
  ISSUER,
  TICKET_AUDIENCE,
  TICKET_SECONDS,
  ticketClaims,
  type TokenRequest,
} from './claims.ts';
import { explain, refuse, type Refusal } from './explain.ts';
import type { Issuers } from './external/issuers.ts';
import type { Key } from './key.ts';
import { UsedOnce } from './once.ts';
import { memoryRevocations, type Revocations } from './revocations.ts';

export interface AuthenticatorOptions {
  readonly key: Key;
  /** Default `routewatch`. */
  readonly issuer?: string;
  /** Of access tokens; default `routewatch`. */
  readonly audience?: string;
  /** Seconds by which two computers' clocks may differ; default 30. */
  readonly clockTolerance?: number;
  /** Default: in memory only. */
  readonly revocations?: Revocations;
  /** Whose tokens are good here beside this gateway's own. */
  readonly issuers?: Issuers;
  /** Wall ms. */
  readonly now?: () => number;
}

/** Issues and verifies. A token's text is never kept, thrown or logged. */
export interface Auth extends Authenticator {
  readonly revocations: Revocations;
  /** Throws where the key can only verify, or a field of the request is wrong. */
  issueToken(request: TokenRequest): Promise<string>;
  /** For clients that can set no header: 30 s, accepted once. `expiresAt` in wall ms. */
  issueTicket(who: Principal): Promise<{ readonly ticket: string; readonly expiresAt: number }>;
  /** What a socket asks again and again: still good now? */
  standing(who: Principal): Verdict;
}

/** 30 s and the tolerance twice over at 100 a second. */
const TICKETS_REMEMBERED = 10_000;

export function createAuthenticator(options: AuthenticatorOptions): Auth {
  const { key, issuer = ISSUER, audience = AUDIENCE, clockTolerance = 30, issuers, now = Date.now } = options;
  const revocations = options.revocations ?? memoryRevocations(now);
  const used = new UsedOnce(TICKETS_REMEMBERED);

  const sign = async (claims: JWTPayload, aud: string, seconds: number) => {
    if (key.signing === null)
      throw new Error('this gateway holds a public key only: its issuer makes the tokens');
    const at = Math.floor(now() / 1_000);
    return await new SignJWT(claims)
      .setProtectedHeader({ alg: key.algorithm, typ: 'JWT' })
      .setIssuer(issuer)
      .setAudience(aud)
      .setIssuedAt(at)
      .setExpirationTime(at + seconds)
      .setJti(randomUUID())
      .sign(key.signing);
  };

  const standing = (principal: Principal): Verdict => {
    if (principal.expiresAt + clockTolerance * 1_000 <= now())
      return refuse('expired', 'the token has expired');
    if (revocations.covers(principal)) return refuse('revoked', 'the token was revoked');
    return { ok: true, principal };
  };

  const read = async (token: string, aud: string): Promise<JWTPayload> =>
    (
      await jwtVerify(token, key.verifying, {
        algorithms: [key.algorithm],
        issuer,
        audience: aud,
        clockTolerance,
        currentDate: new Date(now()),
        requiredClaims: ['exp', 'sub', 'jti', 'tenant', 'role'],
      })
    ).payload;

  const ticket = (payload: JWTPayload): Verdict => {
    const claims = v.safeParse(ticketClaims, payload);
    if (!claims.success) return wrongClaim(claims.issues);
    const { sub, role, tenant, jti, exp, iat, par, until, since, sid } = claims.output;
    if (exp - iat > TICKET_SECONDS) return refuse('invalid', 'a ticket may live 30 s at most');
    if (!used.take(jti, (exp + clockTolerance) * 1_000, now())) {
      return refuse('invalid', 'the ticket was used before');
    }
    return standing(principalFrom({ sub, role, tenant, jti: par, exp: until, iat: since, sid }));
  };

  const access = (payload: JWTPayload): Verdict => {
    const claims = v.safeParse(accessClaims, payload);
    if (!claims.success) return wrongClaim(claims.issues);
    return standing(principalFrom(claims.output));
  };

  return {
    revocations,
    standing,
    async verify(token, use) {
      if (token === '') return refuse('missing', 'no token was given');
      if (!isExact(token)) return refuse('invalid', 'the token is not base64url as RFC 7515 has it');
      const other = use === 'access' && issuers !== undefined ? issuerOf(token) : null;
      if (other !== null && issuers?.knows(other) === true) {
        const verdict = await issuers.verify(token, other, { clockTolerance, now: now() });
        return verdict.ok ? standing(verdict.principal) : verdict;
      }
      try {
        return use === 'ticket'
          ? ticket(await read(token, TICKET_AUDIENCE))
          : access(await read(token, audience));
      } catch (error) {
        return explain(error);
      }
    },
    async issueToken({ sub, role, tenant, seconds, family }) {
      if (!(seconds > 0)) throw new RangeError(`seconds must be > 0 (got ${String(seconds)})`);
      const who = { sub, role, tenant, ...(family !== undefined && { sid: family }) };
      const claims = v.parse(v.pick(accessClaims, ['sub', 'role', 'tenant', 'sid']), who);
      return await sign(claims, audience, Math.floor(seconds));
    },
    async issueTicket({ sub, role, tenant, jti, family, issuedAt, expiresAt }) {
      const until = Math.floor(expiresAt / 1_000);
      const since = issuedAt === undefined ? {} : { since: Math.floor(issuedAt / 1_000) };
      const claims = {
        sub,
        role,
        tenant,
        par: jti,
        until,
        ...since,
        ...(family !== undefined && { sid: family }),
      };
      const expires = (Math.floor(now() / 1_000) + TICKET_SECONDS) * 1_000;
      return { ticket: await sign(claims, TICKET_AUDIENCE, TICKET_SECONDS), expiresAt: expires };
    },
  };
}

type Access = v.InferOutput<typeof accessClaims>;
const principalFrom = ({ sub, role, tenant, jti, exp, iat, sid }: Access): Principal => ({
  sub,
  role,
  tenant,
  jti,
  ...(sid !== undefined && { family: sid }),
  ...(iat !== undefined && { issuedAt: iat * 1_000 }),
  expiresAt: exp * 1_000,
});

function wrongClaim(issues: readonly v.BaseIssue<unknown>[]): Refusal {
  const { field, reason } = firstWrong(issues);
  return refuse('invalid', `claim ${field}: ${reason}`);
}

/** What a token says of its issuer, not verified: only to choose the keys that it is verified with. */
function issuerOf(token: string): string | null {
  try {
    return decodeJwt(token).iss ?? null;
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}

/**
 * RFC 7515, 2: no padding, no other alphabet, no bits beside the value. A decoder that is lenient would take several texts for one token, and
 * whoever goes by the text (a deny list in front, a log) would know only one of them.
 */
const isExact = (token: string): boolean =>
  token.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part);
