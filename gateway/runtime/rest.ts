import type { FastifyError, FastifyInstance, onRequestAsyncHookHandler } from 'fastify';
import * as v from 'valibot';
import { fail, type FailureCode } from '../../contract/result.ts';
import { epochMs, firstWrong } from '../../contract/schema/fields.ts';
import { feedMs } from '../../contract/time.ts';
import type { Role } from '../../contract/wire.ts';
import type { AlarmHistory } from '../alarms/history.ts';
import { principalOf, registerAuthRoutes, requireRole, type Auth } from '../auth/index.ts';
import { registerIngest } from '../ingest/http/routes.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { TenantView } from '../ports.ts';
import type { Logger, PushServer } from '../push/index.ts';
import type { Pipeline } from './pipeline.ts';
import { healthOf, type GatewayStats } from './stats.ts';

export interface RestParts {
  readonly tenant: string;
  readonly auth: Auth;
  readonly push: PushServer;
  readonly view: TenantView;
  readonly pipeline: Pipeline;
  readonly history: AlarmHistory;
  readonly metrics: Metrics;
  readonly stats: () => GatewayStats;
  readonly logger: Logger;
}

const READERS: readonly Role[] = ['wall', 'dispatcher', 'supervisor', 'admin'];
const WRITERS: readonly Role[] = ['ingest', 'admin'];
const MONITORS: readonly Role[] = [...READERS, 'ingest'];

const whole = (max: number) =>
  v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'must be a whole number'), v.transform(Number), v.maxValue(max));
const time = v.pipe(v.string(), v.transform(Number), epochMs, v.transform(feedMs));
const historyQuery = v.object({
  from: v.optional(time),
  to: v.optional(time),
  after: v.optional(whole(Number.MAX_SAFE_INTEGER)),
  limit: v.optional(v.pipe(whole(1_000), v.minValue(1)), '100'),
});

/** Every path but the sockets'. Only `/healthz` and `/auth/status` answer without a token. */
export function registerRest(app: FastifyInstance, parts: RestParts): void {
  const { auth, push, view, pipeline, history, metrics, stats } = parts;
  const guard = (roles: readonly Role[]) => tenantGuard(parts.tenant, auth, roles);
  answerErrors(app, parts.logger);

  app.get('/healthz', async (_request, reply) => {
    const health = healthOf(stats());
    return await reply
      .code(health.status === 'ok' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(health);
  });
  app.get('/metrics', { onRequest: guard(MONITORS) }, async (_request, reply) =>
    reply.header('content-type', metrics.contentType).send(await metrics.text()),
  );
  app.get('/capacity', push.capacityHandler);
  app.get('/city', { onRequest: guard(READERS) }, async (_request, reply) =>
    view.city === null
      ? reply.code(404).send(fail('not-found', 'this input has no map of its own'))
      : view.city,
  );
  app.get<{ Params: { id: string } }>(
    '/routes/:id',
    { onRequest: guard(READERS) },
    async (request, reply) => {
      const { id } = request.params;
      return view.fleet.detail(id) ?? (await reply.code(404).send(fail('not-found', `no route ${id}`, 'id')));
    },
  );
  app.get('/alarms/history', { onRequest: guard(READERS) }, async (request, reply) => {
    const query = v.safeParse(historyQuery, request.query);
    if (query.success) return history.page(parts.tenant, query.output);
    const { field, reason } = firstWrong(query.issues);
    return await reply.code(400).send(fail('bad-request', reason, field));
  });
  registerAuthRoutes(app, { auth, admission: push.admission });
  registerIngest(app, { guard: guard(WRITERS), sink: pipeline, now: () => view.time.now() });
}

/** A token of another tenant is a good token, and this is not its fleet. */
function tenantGuard(tenant: string, auth: Auth, roles: readonly Role[]): onRequestAsyncHookHandler {
  const role = requireRole(auth, roles);
  return async function (request, reply) {
    await role.call(this, request, reply);
    if (reply.sent) return;
    const who = principalOf(request);
    if (who.tenant !== tenant) {
      await reply.code(403).send(fail('forbidden', `tenant ${who.tenant} is not here`));
    }
  };
}

const CODES: Readonly<Record<number, FailureCode>> = {
  404: 'not-found',
  401: 'unauthorised',
  403: 'forbidden',
};

/** Everything that goes wrong answers in the contract's shape; what is our fault is logged and not told. */
function answerErrors(app: FastifyInstance, logger: Logger): void {
  app.setErrorHandler<FastifyError>(async (error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) {
      return await reply.code(status).send(fail(CODES[status] ?? 'bad-request', error.message));
    }
    logger.error({ err: error, path: request.routeOptions.url }, 'a request failed');
    return await reply.code(500).send(fail('internal', 'the gateway failed; its log says why'));
  });
  app.setNotFoundHandler(async (request, reply) =>
    reply.code(404).send(fail('not-found', `no ${request.method} ${request.url.replace(/\?.*/s, '')}`)),
  );
}
