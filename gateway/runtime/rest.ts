import type { FastifyError, FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { fail, type FailureCode } from '../../contract/result.ts';
import { epochMs, firstWrong } from '../../contract/schema/fields.ts';
import { feedMs } from '../../contract/time.ts';
import type { AuditTrail } from '../alarms/audit/trail.ts';
import type { AlarmHistory } from '../alarms/history.ts';
import { guardRoutes, registerAuthRoutes, registerIdentityRoutes, type Identity } from '../auth/index.ts';
import { registerIngest } from '../ingest/http/routes.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { registerDocs } from '../docs/routes.ts';
import { registerPairPage } from '../docs/pair-page.ts';
import type { TenantView } from '../ports.ts';
import type { Logger, PushServer } from '../push/index.ts';
import type { Pipeline } from './pipeline.ts';
import { registerAlarmRoutes } from './rest-alarms.ts';
import { healthOf, type GatewayStats } from './stats.ts';

export interface RestParts {
  readonly tenant: string;
  readonly identity: Identity;
  readonly push: PushServer;
  readonly view: TenantView;
  readonly pipeline: Pipeline;
  readonly history: AlarmHistory;
  readonly trail: AuditTrail;
  readonly metrics: Metrics;
  readonly stats: () => GatewayStats;
  readonly logger: Logger;
}

/** Of the interface: raised with each change that a client could notice. */
const VERSION = '1.0.0';

const whole = (max: number) =>
  v.pipe(v.string(), v.regex(/^\d{1,15}$/, 'must be a whole number'), v.transform(Number), v.maxValue(max));
const time = v.pipe(v.string(), v.transform(Number), epochMs, v.transform(feedMs));
const historyQuery = v.object({
  from: v.optional(time),
  to: v.optional(time),
  after: v.optional(whole(Number.MAX_SAFE_INTEGER)),
  limit: v.optional(v.pipe(whole(1_000), v.minValue(1)), '100'),
});

/** Every path but the sockets'; who may is the access table's. Returns what is served: `GET /city`. */
export function registerRest(app: FastifyInstance, parts: RestParts): ReadonlySet<string> {
  const { identity, push, view, pipeline, history, metrics, stats } = parts;
  const { auth } = identity;
  const served = guardRoutes(app, { auth, serves: (tenant) => tenant === parts.tenant });
  answerErrors(app, parts.logger);
  app.addHook('onResponse', (request, reply, done) => {
    if (reply.statusCode >= 400) metrics.refused(request.routeOptions.url ?? 'none', reply.statusCode);
    done();
  });

  app.get('/healthz', async (_request, reply) => {
    const health = healthOf(stats());
    return await reply
      .code(health.status === 'ok' ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(health);
  });
  app.get('/metrics', async (_request, reply) =>
    reply.header('content-type', metrics.contentType).send(await metrics.text()),
  );
  app.get('/capacity', push.capacityHandler);
  app.get('/city', async (_request, reply) =>
    view.city === null
      ? reply.code(404).send(fail('not-found', 'this input has no map of its own'))
      : view.city,
  );
  app.get<{ Params: { id: string } }>('/routes/:id', async (request, reply) => {
    const { id } = request.params;
    return view.fleet.detail(id) ?? (await reply.code(404).send(fail('not-found', `no route ${id}`, 'id')));
  });
  app.get('/alarms/history', async (request, reply) => {
    const query = v.safeParse(historyQuery, request.query);
    if (query.success) return history.page(parts.tenant, query.output);
    const { field, reason } = firstWrong(query.issues);
    return await reply.code(400).send(fail('bad-request', reason, field));
  });
  registerAlarmRoutes(app, { view, trail: parts.trail });
  registerAuthRoutes(app, { auth, admission: push.admission });
  registerIdentityRoutes(app, identity);
  registerPairPage(app);
  registerDocs(app, VERSION);
  registerIngest(app, { sink: pipeline, now: () => view.time.now() });
  return served;
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
