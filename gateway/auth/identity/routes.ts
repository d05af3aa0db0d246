import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Grant } from '../../../contract/auth.ts';
import { fail, type FailureCode } from '../../../contract/result.ts';
import * as schema from '../../../contract/schema/auth.ts';
import type { SchemaOf } from '../../../contract/schema/domain.ts';
import { firstWrong } from '../../../contract/schema/fields.ts';
import type { Identity } from './index.ts';
import { registerDeviceRoutes } from './device-routes.ts';

const STATUS: Partial<Record<FailureCode, number>> = { 'bad-request': 400, busy: 429 };

/** `POST /auth/login`, `/auth/refresh`, `/auth/logout`, and the device grant's. */
export function registerIdentityRoutes(app: FastifyInstance, identity: Identity): void {
  const { login, sessions } = identity;

  app.post('/auth/login', async (request, reply) => {
    const body = readBody(schema.loginRequest, request);
    if (!body.ok) return await send(reply, body);
    const { result, busy } = await login.check(body.value, request.ip);
    if (busy !== null) reply.header('retry-after', String(busy.retryAfter));
    if (!result.ok) return await send(reply, result);
    const { tenant, name } = result.value;
    const grant = await sessions.begin({ tenant, sub: name, role: null }, 'password', body.value.label ?? '');
    if (grant === null) return await send(reply, fail('unauthorised', 'the user is disabled'));
    return await noStore(reply).send(grant satisfies Grant);
  });

  app.post('/auth/refresh', async (request, reply) => {
    const body = readBody(schema.refreshRequest, request);
    if (!body.ok) return await send(reply, body);
    const result = await sessions.refresh(body.value.refreshToken);
    return result.ok ? await noStore(reply).send(result.value) : await send(reply, result);
  });

  // A session that is over is no error: signing out must always come to its end.
  app.post('/auth/logout', async (request, reply) => {
    const body = readBody(schema.logoutRequest, request);
    if (!body.ok) return await send(reply, body);
    const { refreshToken } = body.value;
    return await noStore(reply).send({ ended: refreshToken !== undefined && sessions.end(refreshToken) });
  });

  registerDeviceRoutes(app, identity);
}

/** A body by its schema, or what is wrong with it. */
export function readBody<T>(of: SchemaOf<T>, request: FastifyRequest) {
  const parsed = v.safeParse(of, request.body ?? {});
  if (parsed.success) return { ok: true, value: parsed.output } as const;
  const { field, reason } = firstWrong(parsed.issues);
  return fail('bad-request', reason, field);
}

/** Answers hold tokens, or say of tokens what they are worth: no cache keeps them. */
export const noStore = (reply: FastifyReply): FastifyReply => reply.header('cache-control', 'no-store');

export const send = (reply: FastifyReply, failed: ReturnType<typeof fail>) =>
  noStore(reply)
    .code(failed.ok ? 200 : (STATUS[failed.error.code] ?? 401))
    .send(failed);
