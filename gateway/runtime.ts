import type { AddressInfo } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { join } from 'node:path';
import type { Server as HttpsServer } from 'node:https';
import fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import * as v from 'valibot';
import type { Alarm } from '../contract/alarm.ts';
import { Disposables } from '../contract/disposable.ts';
import { alarm as alarmSchema } from '../contract/schema/domain.ts';
import { STREAMS, type Position, type StreamName } from '../contract/stream.ts';
import { feedMs, wallMs } from '../contract/time.ts';
import { openAlarmHistory } from './alarms/history.ts';
import { openAlarmSystem } from './alarms/open.ts';
import { createAnalytics } from './analytics/analytics.ts';
import {
  createIdentity,
  createIssuers,
  loadIssuers,
  loadOrCreateKey,
  openIdentityDatabase,
  type TokenRequest,
} from './auth/index.ts';
import type { Config } from './config/schema.ts';
import { createFleet } from './fleet/index.ts';
import { createMetrics } from './metrics/metrics.ts';
import { openNotes } from './notes/notes.ts';
import type { TenantView } from './ports.ts';
import { trustedProxies } from './proxies.ts';
import { createPush, sqlCommands, type Logger } from './push/index.ts';
import { carryOut } from './runtime/command.ts';
import { openJournal } from './runtime/journal.ts';
import { Loop } from './runtime/loop.ts';
import { noteCommand, noted } from './runtime/note.ts';
import { Pipeline } from './runtime/pipeline.ts';
import { registerRest } from './runtime/rest.ts';
import { openInput } from './runtime/source.ts';
import type { GatewayStats } from './runtime/stats.ts';
import { openStreamLog, type EmbeddedLog } from './streams/index.ts';
import { followTls, readTls } from './tls.ts';

export type GatewayConfig = Config & { readonly dataDir: string };

export interface Gateway {
  /** Where it listens, such as `http://127.0.0.1:7410`. */
  readonly url: string;
  readonly port: number;
  stats(): GatewayStats;
  /** For what is started beside its own gateway: a token without the command line. Seconds of life, default 12 h. */
  issueToken(request: { sub: string; role: TokenRequest['role']; seconds?: number }): Promise<string>;
  /** REST routes by method and path, such as `GET /city`. */
  readonly served: ReadonlySet<string>;
  /** Says farewell to the consoles, ends every timer, closes the database. Idempotent. */
  close(): Promise<void>;
}

const SECOND = 1_000;
const HOUR = 3_600_000;
/** As long as the charts reach back. */
const JOURNAL_HOURS = 48;
const TOKEN_SECONDS = 12 * 3_600;

/**
 * The gateway's composition root: builds, wires, and starts to listen. Throws ConfigError for an input that can't be
 * opened, and what the system says where port or data folder can't be had; nothing is left open then.
 */
export async function createGateway(config: GatewayConfig, { logger }: { logger: Logger }): Promise<Gateway> {
  const ends = new Disposables();
  try {
    return await build(config, logger, ends);
  } catch (error) {
    ends.dispose();
    throw error;
  }
}

async function build(config: GatewayConfig, logger: Logger, ends: Disposables): Promise<Gateway> {
  const { tenant } = config;
  const wall = () => Date.now();
  const key = await loadOrCreateKey(config.dataDir);
  const log = ends.add(openStreamLog({ file: join(config.dataDir, 'gateway.db') }));
  if (log.opening !== 'continued') logger.info({ opening: log.opening }, 'streams begin a new epoch');
  const history = openAlarmHistory(log.sql);
  const notes = openNotes(log.sql);
  const input = ends.add(openInput(config, wall));
  const analytics = createAnalytics();
  // Feed time runs only once the day so far is in; until then nothing is judged by it.
  let feedNow = () => feedMs(wall());
  const system = ends.add(
    openAlarmSystem({
      config,
      sql: log.sql,
      open: openAlarms(log, tenant, logger),
      wall,
      feed: () => feedNow(),
      changed: (alarm) => pipeline.again(alarm),
      warn: (fields, message) => logger.warn(fields, message),
    }),
  );
  const { alarms, desk, record } = system;
  const { lateAfter: lateOver, lateClear: lateUnder } = config;
  const newFleet = () => createFleet({ interval: input.interval, lateOver, lateUnder });
  const journal = config.input === 'none' ? openJournal(log.sql) : null;
  const pipeline = new Pipeline({
    tenant,
    createFleet: newFleet,
    alarms,
    analytics,
    log,
    history,
    journal,
    record,
    wall,
  });

  const began = performance.now();
  const prune = () => {
    const kept = wallMs(wall() - config.retention * HOUR);
    history.prune(kept);
    notes.prune(kept);
    system.prune();
    journal?.prune(feedMs(wall() - JOURNAL_HOURS * HOUR));
  };
  prune();
  const past = journal?.replay(feedMs(wall() - JOURNAL_HOURS * HOUR), feedMs(wall())) ?? input.preroll();
  for (const slice of past) pipeline.preroll(slice);
  logger.debug({ ms: Math.round(performance.now() - began), records: pipeline.accepted }, 'day so far is in');

  const identity = ends.add(
    createIdentity({
      key,
      tenant,
      sql: openIdentityDatabase(join(config.dataDir, 'identity.db')),
      policy: {
        accessSeconds: config.accessSeconds,
        idleDays: config.sessionDays,
        deviceDays: config.deviceDays,
      },
      issuers: createIssuers(config.issuers === null ? [] : loadIssuers(config.issuers)),
    }),
  );
  const { auth } = identity;
  const tls =
    config.tlsCert === null || config.tlsKey === null ? null : { cert: config.tlsCert, key: config.tlsKey };
  const proxies = trustedProxies(config.trustProxy);
  const app = openApp({
    trustProxy: proxies,
    ...(tls !== null && { https: readTls(tls) }),
    forceCloseConnections: true,
    bodyLimit: 64 * 1024,
    routerOptions: { maxParamLength: 128 },
  });
  const driver = input.drive();
  feedNow = () => driver.now();
  const moment = () => ({ feed: driver.now(), wall: wallMs(wall()) });
  const zone = config.timeZone ?? input.zone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const view: TenantView = {
    time: { now: () => driver.now(), clock: () => ({ ...driver.clock(), zone, lateAfter: lateOver }) },
    // The fleet of a new day is another one.
    get fleet() {
      return noted(pipeline.fleet, notes, tenant);
    },
    analytics,
    city: input.city,
    alarms: {
      overview: () => desk.overview(),
      health: (request) => desk.health(request),
      audit: (request) => desk.audit(request),
      report: (who, request) => desk.report(who, request, moment()),
    },
    closedAlarms: (request) => history.replay(tenant, request),
    command: (who, command) => {
      const parts = {
        pipeline,
        fleet: pipeline.fleet,
        notes,
        time: driver,
        outlet: push,
        sql: log.sql,
        wall,
      };
      if (command.type === 'setNote') return noteCommand(parts, who, command);
      const result = carryOut(parts, () => desk.command(who, command, moment()));
      push.acted();
      return result;
    },
  };
  const push = createPush({
    server: app.server,
    auth,
    tenants: (name) => (name === tenant ? view : null),
    log,
    commands: sqlCommands(log.sql),
    logger,
    origins: config.allowedOrigins,
    proxies,
    perMessageDeflate: config.deflate === 'on',
  });
  const failed = (error: unknown) =>
    logger.error({ err: error }, 'a tick failed; what it had waits for the next one');
  const loop = new Loop({ driver, pipeline, outlet: push, tickMs: config.tickMs, failed });
  const pruning = setInterval(prune, HOUR);
  const watching = setInterval(() => system.tick(), SECOND);
  const close = onceAsync(async () => {
    loop.dispose();
    clearInterval(pruning);
    clearInterval(watching);
    await push.close();
    await app.close();
    // Nobody can send any more: what was accepted since the last tick is stored before the log closes.
    loop.tick();
    ends.dispose();
  });

  const stats = (): GatewayStats => ({
    input: config.input,
    clock: driver.clock(),
    driver: driver.stats(),
    loop: loop.stats(),
    streams: Object.fromEntries(STREAMS.map((name) => [name, log.position(tenant, name)])) as Record<
      StreamName,
      Position
    >,
    push: push.stats(),
    routes: count(pipeline.fleet.routes()),
    openAlarms: count(alarms.open()),
    alarms: desk.overview(),
    accepted: pipeline.accepted,
    rejected: pipeline.rejected,
    sourceRejected: input.rejected,
  });
  let served: ReadonlySet<string>;
  try {
    identity.watch();
    pipeline.begin(driver.now());
    pipeline.commit(push);
    loop.start();
    const metrics = ends.add(createMetrics(stats));
    served = registerRest(app, {
      tenant,
      identity,
      push,
      view,
      pipeline,
      history,
      trail: system.trail,
      metrics,
      stats,
      logger,
    });
    await app.listen({ host: config.host, port: config.port });
    if (tls !== null) ends.add(followTls(tls, app.server as unknown as HttpsServer, logger));
  } catch (error) {
    await close();
    throw error;
  }
  const { port } = app.server.address() as AddressInfo;
  return {
    url: `${tls === null ? 'http' : 'https'}://${config.host.includes(':') ? `[${config.host}]` : config.host}:${String(port)}`,
    port,
    served,
    stats,
    issueToken: ({ sub, role, seconds = TOKEN_SECONDS }) => auth.issueToken({ sub, role, tenant, seconds }),
    close,
  };
}

/** The previous run's alarms that are not closed. One that can't be read is left where it is and said. */
function openAlarms(log: EmbeddedLog, tenant: string, logger: Logger): Alarm[] {
  return log.snapshot(tenant, 'alerts').entries.flatMap(([id, entry]) => {
    const parsed = v.safeParse(alarmSchema, entry);
    if (parsed.success) return [parsed.output];
    logger.warn({ alarm: id }, 'an alarm of the previous run can not be read');
    return [];
  });
}

/** Fastify's type differs by its server; nothing here does. */
const openApp = (options: FastifyServerOptions & { readonly https?: TlsOptions }): FastifyInstance =>
  fastify(options as FastifyServerOptions);

function count(items: Iterable<unknown>): number {
  let n = 0;
  for (const _ of items) n++;
  return n;
}

function onceAsync(work: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null;
  return () => (done ??= work());
}
