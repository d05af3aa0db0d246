import type { FastifyInstance, onRequestAsyncHookHandler } from 'fastify';
import { fail } from '../../contract/result.ts';
import type { Auth } from './authenticator.ts';
import { accessTo } from './policy.ts';
import { principalOf, requireRole } from './rest.ts';

export interface GuardParts {
  readonly auth: Pick<Auth, 'verify'>;
  /** This tenant's fleet is here. */
  readonly serves: (tenant: string) => boolean;
}

/**
 * Before the first route: each that is registered from now on is guarded as the access table says, before its body is read.
 * One that is not in the table throws where it is registered. Returns what is served, growing: `GET /city`.
 */
export function guardRoutes(app: FastifyInstance, parts: GuardParts): ReadonlySet<string> {
  const served = new Set<string>();
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) {
      // Fastify answers HEAD for each GET by itself.
      const name = `${method === 'HEAD' ? 'GET' : method} ${route.url}`;
      const access = accessTo(name);
      if (access === undefined) throw new Error(`${name} is not in the access table`);
      served.add(name);
      if (access === 'anyone') continue;
      const role = requireRole(parts.auth, access);
      const guard: onRequestAsyncHookHandler = async function (request, reply) {
        await role.call(this, request, reply);
        if (reply.sent) return;
        // A token of another tenant is a good token, and this is not its fleet.
        const { tenant } = principalOf(request);
        if (!parts.serves(tenant))
          await reply.code(403).send(fail('forbidden', `tenant ${tenant} is not here`));
      };
      route.onRequest = [guard, ...[route.onRequest ?? []].flat()];
      return;
    }
  });
  return served;
}
