import { randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
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
  const { key, issuer = ISSUER, audience = AUDIENCE, clockTolerance = 30, now = Date.now } = options;
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
    if (revocations.has(principal.jti)) return refuse('revoked', 'the token was revoked');
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
    const { sub, role, tenant, jti, exp, iat, par, until } = claims.output;
    if (exp - iat > TICKET_SECONDS) return refuse('invalid', 'a ticket may live 30 s at most');
    if (!used.take(jti, (exp + clockTolerance) * 1_000, now())) {
      return refuse('invalid', 'the ticket was used before');
    }
    return standing({ sub, role, tenant, jti: par, expiresAt: until * 1_000 });
  };

  const access = (payload: JWTPayload): Verdict => {
    const claims = v.safeParse(accessClaims, payload);
    if (!claims.success) return wrongClaim(claims.issues);
    const { sub, role, tenant, jti, exp } = claims.output;
    return standing({ sub, role, tenant, jti, expiresAt: exp * 1_000 });
  };

  return {
    revocations,
    standing,
    async verify(token, use) {
      if (token === '') return refuse('missing', 'no token was given');
      try {
        return use === 'ticket'
          ? ticket(await read(token, TICKET_AUDIENCE))
          : access(await read(token, audience));
      } catch (error) {
        return explain(error);
      }
    },
    async issueToken({ sub, role, tenant, seconds }) {
      if (!(seconds > 0)) throw new RangeError(`seconds must be > 0 (got ${String(seconds)})`);
      const claims = v.parse(v.pick(accessClaims, ['sub', 'role', 'tenant']), { sub, role, tenant });
      return await sign(claims, audience, Math.floor(seconds));
    },
    async issueTicket({ sub, role, tenant, jti, expiresAt }) {
      const claims = { sub, role, tenant, par: jti, until: Math.floor(expiresAt / 1_000) };
      const expires = (Math.floor(now() / 1_000) + TICKET_SECONDS) * 1_000;
      return { ticket: await sign(claims, TICKET_AUDIENCE, TICKET_SECONDS), expiresAt: expires };
    },
  };
}

type Refusal = Extract<Verdict, { ok: false }>;
const refuse = (state: Refusal['state'], message: string): Refusal => ({ ok: false, state, message });

function wrongClaim(issues: readonly v.BaseIssue<unknown>[]): Refusal {
  const { field, reason } = firstWrong(issues);
  return refuse('invalid', `claim ${field}: ${reason}`);
}

/** jose's errors carry the payload: only their code and claim go on. */
function explain(error: unknown): Refusal {
  if (error instanceof errors.JWTExpired) return refuse('expired', 'the token has expired');
  if (error instanceof errors.JWTClaimValidationFailed) {
    return refuse(
      'invalid',
      `claim ${error.claim} is ${error.reason === 'missing' ? 'missing' : 'not what it must be'}`,
    );
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return refuse('invalid', 'the algorithm is not allowed');
  if (error instanceof errors.JWSSignatureVerificationFailed)
    return refuse('invalid', 'the signature is wrong');
  if (error instanceof errors.JOSEError) return refuse('invalid', 'not a signed token');
  throw error;
}
