import type { FastifyInstance, FastifyReply, FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import { fail } from '../../contract/result.ts';
import type { Role } from '../../contract/wire.ts';
import type { Principal } from '../ports.ts';
import type { Auth } from './authenticator.ts';
import { bearerOf } from './bearer.ts';
import { authStatus, type Admission } from './status.ts';

const principals = new WeakMap<FastifyRequest, Principal>();

/** Who a guarded request comes from. Throws where the route has no guard: a mistake in the code, not in the request. */
export function principalOf(request: FastifyRequest): Principal {
  const principal = principals.get(request);
  if (principal === undefined)
    throw new Error(`${request.method} ${request.routeOptions.url ?? ''} has no guard`);
  return principal;
}

/** A `preHandler` that lets through a good token of one of these roles: 401 without one, 403 with another role. */
export function requireRole(auth: Pick<Auth, 'verify'>, roles: readonly Role[]): preHandlerAsyncHookHandler {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const verdict = await auth.verify(bearerOf(request.headers), 'access');
    if (!verdict.ok) {
      const said = `${verdict.state}: ${verdict.message}`;
      if (verdict.state === 'busy') return await reply.code(503).send(fail('busy', said));
      return await reply.code(401).header('www-authenticate', 'Bearer').send(fail('unauthorised', said));
    }
    const { principal } = verdict;
    if (!roles.includes(principal.role)) {
      const message = `role ${principal.role} may not ${request.method} ${request.routeOptions.url ?? ''}`;
      return await reply.code(403).send(fail('forbidden', message));
    }
    principals.set(request, principal);
    return undefined;
  };
}

export interface AuthRoutes {
  readonly auth: Auth;
  /** Of the push side: whether a socket of this principal would be let in. */
  readonly admission: Admission;
  /** Wall ms. */
  readonly now?: () => number;
}

/** After `guardRoutes`. `GET /auth/status` answers 200 with the reason whatever the token is. */
export function registerAuthRoutes(
  app: FastifyInstance,
  { auth, admission, now = Date.now }: AuthRoutes,
): void {
  app.get('/auth/status', async (request, reply) => {
    const verdict = await auth.verify(bearerOf(request.headers), 'access');
    const hindrance = verdict.ok ? admission(verdict.principal, request.ip) : null;
    return await reply.header('cache-control', 'no-store').send(authStatus(verdict, hindrance, now()));
  });
  app.post('/auth/ticket', async (request, reply) =>
    reply.header('cache-control', 'no-store').send(await auth.issueTicket(principalOf(request))),
  );
}
