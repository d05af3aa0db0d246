import type { Server as HttpServer } from 'node:http';
import type { RouteHandlerMethod } from 'fastify';
import { Disposables } from '../../contract/disposable.ts';
import { STREAMS, type StreamName } from '../../contract/stream.ts';
import { CAPACITY_HEARTBEAT_MS, HEARTBEAT_MS } from '../../contract/wire.ts';
import type { Admission, Auth } from '../auth/index.ts';
import type { Push, StreamLog, TenantView } from '../ports.ts';
import { CapacityFeed } from './capacity.ts';
import type { CommandStore } from './commands.ts';
import { Counters } from './counters.ts';
import { DetailLane } from './detail-lane.ts';
import { tickFanout } from './fanout.ts';
import { LIMITS, type Limits } from './limits.ts';
import type { Logger } from './logger.ts';
import { NO_PROXIES, type TrustedProxies } from '../proxies.ts';
import { Gate } from './gate.ts';
import { joinNamespaces, type Lanes } from './namespaces.ts';
import { OverviewLane } from './overview-lane.ts';
import { PositionLane } from './position-lane.ts';
import { openSocketServer } from './sessions.ts';
import { Snapshots } from './snapshots.ts';
import { StreamLane } from './stream-lane.ts';
import { Turns } from './turns.ts';
import { wireParser } from './wire-parser.ts';

export interface PushOptions {
  /** Its `upgrade` events are taken; listening and closing stay its owner's. */
  readonly server: HttpServer;
  readonly auth: Auth;
  /** null for a tenant that is not here. */
  readonly tenants: (tenant: string) => TenantView | null;
  readonly log: StreamLog;
  readonly commands: CommandStore;
  readonly logger: Logger;
  readonly limits?: Partial<Limits>;
  /** Deltas within so many ms reach a console as one write; default 5, 0 writes each at once. */
  readonly tickMs?: number;
  /** Less bytes for more CPU (WAN); default off (LAN). */
  readonly perMessageDeflate?: boolean;
  /** Origins of pages that may connect; clients that send none always may. */
  readonly origins?: readonly string[];
  /** Whose X-Forwarded-For is believed; default nobody's. */
  readonly proxies?: TrustedProxies;
  /** Wall ms. */
  readonly now?: () => number;
}

export interface PushServer extends Push {
  /** `GET /capacity`. */
  readonly capacityHandler: RouteHandlerMethod;
  /** Whether a console would be let in now: for `GET /auth/status`. */
  readonly admission: Admission;
}

const SECOND = 1_000;

/** Sockets, lanes and SSE on one HTTP server; ends with `close`. */
export function createPush(options: PushOptions): PushServer {
  const { server, auth, tenants, log, commands, logger, tickMs = 5, now = Date.now } = options;
  const limits: Limits = {
    ...LIMITS,
    ...options.limits,
    events: { ...LIMITS.events, ...options.limits?.events },
  };
  const origins = new Set(options.origins ?? []);
  const proxies = options.proxies ?? NO_PROXIES;
  const counters = new Counters();
  const ends = new Disposables();

  const fanout = ends.add(tickFanout(tickMs, limits, counters));
  const gate = new Gate({ auth, tenants, limits, counters, origins, proxies, now });
  const turns = ends.add(new Turns(limits.crowd));
  const snapshots = new Snapshots(limits, () => performance.now());
  const sessions = ends.add(
    openSocketServer({
      server,
      auth,
      gate,
      fanout,
      limits,
      counters,
      deflate: options.perMessageDeflate ?? false,
      parser: wireParser((entries) => snapshots.text(entries)),
      now,
    }),
  );
  const lane = (stream: StreamName) => new StreamLane({ stream, log, tenants, snapshots, now });
  const lanes: Lanes = {
    streams: { dispatch: lane('dispatch'), alerts: lane('alerts'), analytics: lane('analytics') },
    positions: new PositionLane(tenants),
    details: new DetailLane(tenants),
    overviews: ends.add(new OverviewLane(tenants)),
  };
  const large = { turns, backlog: limits.dropBytes };
  joinNamespaces({ large, sessions, lanes, auth, tenants, commands, counters, logger, now });
  const capacity = new CapacityFeed({ auth, tenants, limits, counters, origins });
  ends.onDispose(() => capacity.close());

  const every = (ms: number, run: () => void) => {
    const timer = setInterval(run, ms);
    ends.onDispose(() => clearInterval(timer));
  };
  every(SECOND, () => {
    lanes.positions.tick();
    lanes.details.tick();
    lanes.overviews.tick();
    capacity.tick();
    sessions.sweep();
    snapshots.expire();
  });
  every(HEARTBEAT_MS, () => {
    for (const stream of STREAMS) lanes.streams[stream].heartbeat();
  });
  every(CAPACITY_HEARTBEAT_MS, () => capacity.heartbeat());

  return {
    capacityHandler: capacity.handler,
    admission: (who, address) => gate.hindrance(who, address),
    publish(tenant, deltas) {
      for (const delta of deltas) lanes.streams[delta.stream].publish(tenant, delta);
    },
    moved: (tenant, positions) => lanes.positions.moved(tenant, positions),
    acted: () => lanes.overviews.acted(),
    touched: (tenant, routes) => lanes.details.touched(tenant, routes),
    stats: () => ({
      sockets: byStream((stream) => sessions.count(stream)),
      sse: capacity.size,
      positionSubscribers: lanes.positions.size,
      detailSubscribers: lanes.details.size,
      streamSubscribers: byStream((stream) => lanes.streams[stream].subscribers.size),
      counters: counters.all(),
    }),
    async close() {
      await sessions.farewell();
      ends.dispose();
    },
  };
}

const byStream = (count: (stream: StreamName) => number): Record<StreamName, number> => ({
  dispatch: count('dispatch'),
  alerts: count('alerts'),
  analytics: count('analytics'),
});
