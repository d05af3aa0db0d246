import fastify from 'fastify';
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { setInterval } from 'node:timers';
import type { Alarm } from '../../contract/alarm.ts';
import { stepAlarm } from '../../contract/alarm.ts';
import type { RouteDetail, RouteState, VehiclePosition } from '../../contract/fleet.ts';
import { fail, ok } from '../../contract/result.ts';
import type { Change, Entry } from '../../contract/stream.ts';
import { feedMs, wallMs } from '../../contract/time.ts';
import { createAuthenticator, registerAuthRoutes, secretKey } from '../../gateway/auth/index.ts';
import type { TenantView } from '../../gateway/ports.ts';
import { createPush, sqlCommands } from '../../gateway/push/index.ts';
import { openStreamLog } from '../../gateway/streams/index.ts';

/**
 * The gateway's log and push without a fleet behind them: routes that change at a given rate. Each change says when it was
 * committed in `plannedEnd`, so that a page can tell how old is what it has just painted.
 */
export interface FloodGateway {
  readonly url: string;
  token(sub?: string): Promise<string>;
  /** Counters of the push since its start. */
  counters(): Readonly<Record<string, number>>;
  /** Changes a second from now on; 0 stops. */
  rate(perSecond: number): void;
  close(): Promise<void>;
}

/** What the routes are, where a bench needs a whole fleet: names, alarms, vans that report once a second, stops. */
export interface FloodFleet {
  readonly routes: readonly RouteState[];
  readonly alarms: readonly Alarm[];
  positions(): readonly VehiclePosition[];
  detail(routeId: string): RouteDetail | null;
}

const TICK_MS = 50;
const POSITIONS_MS = 1_000;
const TENANT = 'demo';

const route = (n: number, now: number): RouteState => ({
  id: String(n),
  vehicleId: `v${n}`,
  driver: null,
  depot: 'North',
  phase: 'en-route',
  adherence: 0,
  late: false,
  conditions: [],
  shapeKnown: true,
  stopsTotal: 100,
  stopsDone: 0,
  stopsFailed: 0,
  nextStop: 0,
  nextName: '1 Market St',
  nextEta: feedMs(now),
  nextWindowStart: null,
  nextWindowEnd: null,
  windowsAtRisk: 0,
  plannedStart: feedMs(now),
  plannedEnd: feedMs(now),
});

/** @param tickMs between commits; a real gateway's is 50 */
export async function floodGateway(
  routes: number,
  tickMs = TICK_MS,
  fleet: FloodFleet | null = null,
): Promise<FloodGateway> {
  const log = openStreamLog({ file: ':memory:' });
  const auth = createAuthenticator({ key: secretKey(randomBytes(32)) });
  const app = fastify({ forceCloseConnections: true });
  const silent = () => undefined;
  const clock = () => ({ feed: feedMs(Date.now()), wall: wallMs(Date.now()), rate: 1 });
  const view: TenantView = {
    time: { now: () => clock().feed, clock },
    fleet: {
      positions: () => fleet?.positions() ?? [],
      detail: (id) => fleet?.detail(id) ?? null,
      routes: () => [],
      capacity: (at) => ({
        at,
        planned: 0,
        enRoute: routes,
        atStop: 0,
        completed: 0,
        silent: 0,
        total: routes,
      }),
    },
    analytics: { history: () => null },
    city: null,
    command: (who, { type, args }) =>
      type === 'acknowledge' && 'alarmId' in args
        ? acknowledge(args.alarmId, who.sub)
        : fail('unsupported', `The bench does not know "${type}"`, 'type'),
  };
  const alarms = new Map((fleet?.alarms ?? []).map((alarm) => [alarm.id, alarm]));
  const asEntry = (alarm: Alarm): Entry => ({ ...alarm });
  function acknowledge(alarmId: string, by: string) {
    const alarm = alarms.get(alarmId);
    if (alarm === undefined) return fail('not-found', `There is no alarm ${alarmId}`, 'alarmId');
    const next = stepAlarm(alarm, { type: 'acknowledge', at: clock().feed, by, comment: null });
    alarms.set(alarmId, next);
    push.publish(TENANT, log.commit(TENANT, { alerts: [[alarmId, asEntry(next)]] }, wallMs(Date.now())));
    return ok(asEntry(next));
  }
  const push = createPush({
    server: app.server,
    auth,
    tenants: () => view,
    log,
    commands: sqlCommands(log.sql),
    logger: { debug: silent, info: silent, warn: silent, error: silent },
  });
  registerAuthRoutes(app, { auth, admission: push.admission });
  app.get('/capacity', push.capacityHandler);
  await app.listen({ host: '127.0.0.1', port: 0 });

  const commit = (changes: readonly Change[]) =>
    push.publish(TENANT, log.commit(TENANT, { dispatch: changes }, wallMs(Date.now())));
  const states = fleet?.routes ?? Array.from({ length: routes }, (_, n) => route(n, Date.now()));
  commit(states.map((state) => [state.id, { ...state }] as const));
  push.publish(
    TENANT,
    log.commit(
      TENANT,
      { alerts: [...alarms].map(([id, alarm]) => [id, asEntry(alarm)] as const) },
      wallMs(Date.now()),
    ),
  );

  let perSecond = 0;
  let owed = 0;
  let turn = 0;
  const timer = setInterval(() => {
    owed += (perSecond * tickMs) / 1_000;
    const now = Date.now();
    const changes: Change[] = [];
    for (; owed >= 1; owed--, turn++) {
      const fields = { stopsDone: Math.floor(turn / routes) % 100, adherence: turn % 290, plannedEnd: now };
      changes.push([states[turn % routes]?.id ?? '', fields]);
    }
    if (changes.length > 0) commit(changes);
  }, tickMs);
  const moving = setInterval(() => {
    if (fleet !== null) push.moved(TENANT, fleet.positions());
  }, POSITIONS_MS);

  return {
    url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    counters: () => push.stats().counters,
    token: (sub = 'bench') => auth.issueToken({ sub, role: 'dispatcher', tenant: TENANT, seconds: 3_600 }),
    rate: (value) => {
      perSecond = value;
    },
    async close() {
      clearInterval(timer);
      clearInterval(moving);
      await push.close();
      await app.close();
      log.dispose();
    },
  };
}
