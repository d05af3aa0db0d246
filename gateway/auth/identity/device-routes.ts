import type { FastifyInstance, FastifyReply } from 'fastify';
import {
  DEVICE_GRANT,
  type DeviceAuthorization,
  type Grant,
  type TokenError,
  type TokenResponse,
} from '../../../contract/auth.ts';
import { fail } from '../../../contract/result.ts';
import * as schema from '../../../contract/schema/auth.ts';
import { principalOf } from '../rest.ts';
import type { Identity } from './index.ts';
import { ASK_SECONDS, CODE_SECONDS, plain } from './pairings.ts';
import { noStore, readBody, send } from './routes.ts';
import { Throttle } from './throttle.ts';

const MINUTE = 60_000;
/** Codes asked for by one address, and wrong codes typed by one user. */
const BEGINNINGS = { free: 30, first: 5_000, most: 5 * MINUTE, forget: 10 * MINUTE };
const GUESSES = { free: 10, first: 5_000, most: 15 * MINUTE, forget: 60 * MINUTE };

/** The device grant of RFC 8628: a wall shows a code, a supervisor says yes, the wall gets tokens. */
export function registerDeviceRoutes(app: FastifyInstance, identity: Identity): void {
  const { pairings, sessions } = identity;
  const beginnings = new Throttle(BEGINNINGS);
  const guesses = new Throttle(GUESSES);
  acceptForms(app);

  app.post('/auth/device', async (request, reply) => {
    const body = readBody(schema.deviceRequest, request);
    if (!body.ok) return await refuse(reply, 400, 'invalid_request', body.error.message);
    const now = performance.now();
    const wait = beginnings.wait(request.ip, now);
    beginnings.begin(request.ip, now);
    const begun = wait > 0 ? null : pairings.begin(body.value.label ?? '');
    if (begun === null) {
      reply.header('retry-after', String(Math.max(5, Math.ceil(wait / 1_000))));
      return await refuse(reply, 429, 'temporarily_unavailable', 'too many consoles wait to be paired');
    }
    const page = `${request.protocol}://${request.host}/pair`;
    return await noStore(reply).send({
      device_code: begun.deviceCode,
      user_code: begun.userCode,
      verification_uri: page,
      // In the fragment, which no server and no log ever sees.
      verification_uri_complete: `${page}#${begun.userCode}`,
      expires_in: CODE_SECONDS,
      interval: ASK_SECONDS,
    } satisfies DeviceAuthorization);
  });

  app.post('/auth/token', async (request, reply) => {
    const body = readBody(schema.tokenRequest, request);
    if (!body.ok) return await refuse(reply, 400, 'invalid_request', body.error.message);
    const { grant_type, device_code, refresh_token } = body.value;
    if (grant_type === 'refresh_token') {
      if (refresh_token === undefined)
        return await refuse(reply, 400, 'invalid_request', 'refresh_token is missing');
      const refreshed = await sessions.refresh(refresh_token);
      if (refreshed.ok) return await grantTokens(reply, refreshed.value);
      return await refuse(reply, 400, 'invalid_grant', refreshed.error.message);
    }
    if (grant_type !== DEVICE_GRANT) return await refuse(reply, 400, 'unsupported_grant_type');
    if (device_code === undefined)
      return await refuse(reply, 400, 'invalid_request', 'device_code is missing');
    const asked = pairings.ask(device_code);
    switch (asked.state) {
      case 'pending':
        return await refuse(reply, 400, 'authorization_pending');
      case 'slow_down':
        return await refuse(reply, 400, 'slow_down');
      case 'denied':
        return await refuse(reply, 400, 'access_denied');
      case 'expired':
        return await refuse(reply, 400, 'expired_token');
      case 'unknown':
        return await refuse(reply, 400, 'invalid_grant', 'no such code waits here');
      case 'approved': {
        const grant = await sessions.begin(asked, 'device', asked.label);
        return grant === null ? await refuse(reply, 400, 'access_denied') : await grantTokens(reply, grant);
      }
    }
  });

  app.post('/auth/device/approve', async (request, reply) => {
    const body = readBody(schema.approveRequest, request);
    if (!body.ok) return await send(reply, body);
    const {
      userCode,
      allow = true,
      role = 'wall',
      sub = `wall-${plain(userCode).slice(0, 4).toLowerCase()}`,
    } = body.value;
    const who = principalOf(request);
    if (role !== 'wall' && who.role !== 'admin')
      return await reply.code(403).send(fail('forbidden', `role ${who.role} pairs walls only`, 'role'));
    const key = `${who.tenant}/${who.sub}`;
    const now = performance.now();
    const wait = guesses.wait(key, now);
    if (wait > 0) {
      reply.header('retry-after', String(Math.ceil(wait / 1_000)));
      return await send(reply, fail('busy', 'too many wrong codes'));
    }
    guesses.begin(key, now);
    const found = allow
      ? pairings.approve(userCode, { tenant: who.tenant, sub, role, by: who.sub })
      : pairings.deny(userCode);
    if (!found)
      return await reply.code(404).send(fail('not-found', 'no console waits with this code', 'userCode'));
    guesses.succeeded(key, true);
    return await noStore(reply).send({ sub, role, allowed: allow });
  });
}

/** RFC 6749 speaks in forms; JSON is taken too. */
function acceptForms(app: FastifyInstance): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
}

const grantTokens = (reply: FastifyReply, { accessToken, expiresAt, refreshToken }: Grant) =>
  noStore(reply).send({
    access_token: accessToken,
    token_type: 'Bearer',
    expires_in: Math.max(1, Math.floor((expiresAt - Date.now()) / 1_000)),
    refresh_token: refreshToken,
  } satisfies TokenResponse);

const refuse = (reply: FastifyReply, status: number, error: TokenError['error'], why?: string) =>
  noStore(reply)
    .code(status)
    .send({ error, ...(why !== undefined && { error_description: why }) } satisfies TokenError);
