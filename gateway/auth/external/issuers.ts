import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import * as v from 'valibot';
import type { Verdict } from '../../ports.ts';
import { explain } from '../explain.ts';
import { principalOfClaims } from './claims.ts';
import { isSafe, type IssuerConfig } from './config.ts';

/** Issuers beside this gateway: companies that have an identity provider of their own. */
export interface Issuers {
  knows(issuer: string): boolean;
  /** Signature, times and claims; whether it was revoked here is the caller's question. Never throws. */
  verify(token: string, issuer: string, options: { clockTolerance: number; now: number }): Promise<Verdict>;
}

export interface IssuersOptions {
  /** Ms between two fetches of the same keys when a token names one that is not there: a stranger's kid must not make us ask. */
  readonly cooldown?: number;
  /** Keys older than this are fetched again, ms. */
  readonly cacheMaxAge?: number;
}

const TIMEOUT_MS = 5_000;
/** A failed discovery is tried again so much later, ms. */
const RETRY_MS = 5_000;
const discovered = v.object({ issuer: v.string(), jwks_uri: v.pipe(v.string(), v.check(isSafe)) });

interface Known {
  readonly config: IssuerConfig;
  keys: Promise<JWTVerifyGetKey> | null;
  failedAt: number;
}

/** Asks no issuer before its first token comes. Discovery by OpenID Connect Discovery 1.0, 4; keys rotate as the issuer says. */
export function createIssuers(configs: readonly IssuerConfig[], options: IssuersOptions = {}): Issuers {
  const { cooldown = 30_000, cacheMaxAge = 600_000 } = options;
  const known = new Map<string, Known>(
    configs.map((config) => [config.issuer, { config, keys: null, failedAt: -Infinity }]),
  );

  const discover = async ({ issuer }: IssuerConfig): Promise<JWTVerifyGetKey> => {
    const response = await fetch(`${issuer.replace(/\/+$/, '')}/.well-known/openid-configuration`, {
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const found = v.parse(discovered, await response.json());
    if (found.issuer !== issuer) throw new Error('the discovery document is another issuer’s');
    return createRemoteJWKSet(new URL(found.jwks_uri), {
      cooldownDuration: cooldown,
      cacheMaxAge,
      timeoutDuration: TIMEOUT_MS,
    });
  };
  const keysOf = async (one: Known): Promise<JWTVerifyGetKey> => {
    if (one.keys === null) {
      if (performance.now() - one.failedAt < RETRY_MS) throw new Unreachable();
      one.keys = discover(one.config);
    }
    try {
      return await one.keys;
    } catch (error) {
      one.keys = null;
      one.failedAt = performance.now();
      throw new Unreachable('no keys', { cause: error });
    }
  };

  return {
    knows: (issuer) => known.has(issuer),
    async verify(token, issuer, { clockTolerance, now }) {
      const one = known.get(issuer);
      if (one === undefined)
        return { ok: false, state: 'invalid', message: 'no issuer that is trusted here' };
      const { audience, algorithms } = one.config;
      try {
        const { payload } = await jwtVerify(token, await keysOf(one), {
          issuer,
          audience,
          algorithms: [...algorithms],
          clockTolerance,
          currentDate: new Date(now),
          requiredClaims: ['exp', 'sub'],
        });
        return principalOfClaims(one.config, payload, token);
      } catch (error) {
        if (error instanceof errors.JWKSNoMatchingKey)
          return { ok: false, state: 'invalid', message: 'the issuer has no such key' };
        if (error instanceof Unreachable || error instanceof errors.JWKSTimeout || !isTokenError(error))
          return { ok: false, state: 'busy', message: `the keys of ${one.config.name} can not be had now` };
        return explain(error);
      }
    },
  };
}

class Unreachable extends Error {}
const isTokenError = (error: unknown): boolean =>
  error instanceof errors.JWTExpired ||
  error instanceof errors.JWTClaimValidationFailed ||
  error instanceof errors.JWTInvalid ||
  error instanceof errors.JWSInvalid ||
  error instanceof errors.JWSSignatureVerificationFailed ||
  error instanceof errors.JOSEAlgNotAllowed ||
  error instanceof errors.JOSENotSupported;
