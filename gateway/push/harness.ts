import type { AddressInfo } from 'node:net';
import fastify from 'fastify';
import { io, type Socket } from 'socket.io-client';
import { Disposables } from '../../contract/disposable.ts';
import type { Capacity, RouteDetail, VehiclePosition } from '../../contract/fleet.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { Change, StreamName } from '../../contract/stream.ts';
import { feedMs, wallMs } from '../../contract/time.ts';
import type {
  ClientEvents,
  ClosedAlarmsPage,
  ClosedAlarmsRequest,
  Command,
  Role,
  ServerEvents,
  SubAnswer,
} from '../../contract/wire.ts';
import {
  createIdentity,
  guardRoutes,
  openIdentityDatabase,
  registerAuthRoutes,
  registerIdentityRoutes,
  secretKey,
  type IdentityOptions,
} from '../auth/index.ts';
import type { Principal, TenantView } from '../ports.ts';
import { openStreamLog } from '../streams/index.ts';
import { HandSpoken } from './hand-spoken.ts';
import { createPush, sqlCommands, type PushOptions } from './index.ts';

/** For specs: a real gateway's edge on a free port, with a fleet that the spec writes. */
export const FEED = feedMs(Date.UTC(2026, 2, 2, 8));
export const KEY = secretKey(new Uint8Array(32).fill(7));
export const TENANT = 'demo';

export class FakeFleet implements TenantView {
  readonly vehicles = new Map<string, VehiclePosition>();
  readonly details = new Map<string, RouteDetail>();
  readonly commands: { who: Principal; command: Command }[] = [];
  answer: (command: Command) => Result<Record<string, unknown> | null> = () =>
    ok({ n: this.commands.length });
  vans = 0;
  readonly city = null;
  readonly time = {
    now: () => FEED,
    clock: () => ({ feed: FEED, wall: wallMs(Date.now()), rate: 1 }),
  };
  readonly fleet = {
    positions: () => this.vehicles.values(),
    routes: () => [],
    detail: (route: string) => this.details.get(route) ?? null,
    capacity: (at: typeof FEED): Capacity => ({
      at,
      planned: 0,
      enRoute: this.vans,
      atStop: 0,
      completed: 0,
      silent: 0,
      total: this.vans,
    }),
  };
  readonly analytics = {
    history: (series: string) =>
      series === 'late-routes'
        ? { series, unit: '', at: [FEED], value: [3], low: [null], high: [null] }
        : null,
  };

  closedAlarms?: (request: ClosedAlarmsRequest) => ClosedAlarmsPage;

  command(who: Principal, command: Command) {
    this.commands.push({ who, command });
    return this.answer(command);
  }
}

export type Console = Socket<ServerEvents, ClientEvents>;

/** Cheap hashes: specs sign in often. */
const COST = { ln: 4, r: 8, p: 1 };

export async function openEdge(
  options: Partial<PushOptions> = {},
  access: Partial<Pick<IdentityOptions, 'policy' | 'sql' | 'issuers'>> = {},
) {
  const ends = new Disposables();
  const sql = access.sql ?? openIdentityDatabase(':memory:');
  const identity = ends.add(createIdentity({ key: KEY, tenant: TENANT, cost: COST, ...access, sql }));
  const { auth } = identity;
  const view = new FakeFleet();
  const views = new Map([TENANT, 'other'].map((name) => [name, view]));
  const log = ends.add(openStreamLog({ file: ':memory:', retain: { deltas: 1_000 } }));
  const app = fastify({ forceCloseConnections: true });
  const problems: unknown[] = [];
  const note = (fields: object) => void problems.push(fields);
  const push = createPush({
    server: app.server,
    auth,
    tenants: (tenant) => views.get(tenant) ?? null,
    log,
    commands: sqlCommands(log.sql),
    logger: { debug: () => undefined, info: () => undefined, warn: note, error: note },
    ...options,
  });
  guardRoutes(app, { auth, serves: (tenant) => views.has(tenant) });
  registerIdentityRoutes(app, identity);
  registerAuthRoutes(app, { auth, admission: push.admission });
  app.get('/capacity', push.capacityHandler);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const url = `http://127.0.0.1:${String((app.server.address() as AddressInfo).port)}`;

  const token = (role: Role = 'dispatcher', sub = 'desk-2', tenant = TENANT, seconds = 600) =>
    auth.issueToken({ sub, role, tenant, seconds });
  const open = async (
    stream: StreamName,
    bearer?: string,
    extra: { ticket?: string; origin?: string; forwarded?: string } = {},
  ) => {
    const { ticket, origin, forwarded } = extra;
    const authorization = ticket === undefined ? `Bearer ${bearer ?? (await token())}` : undefined;
    const socket: Console = io(`${url}/${stream}`, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: {
        ...(authorization !== undefined && { authorization }),
        ...(origin !== undefined && { origin }),
        ...(forwarded !== undefined && { 'x-forwarded-for': forwarded }),
      },
      ...(ticket !== undefined && { query: { ticket } }),
    });
    ends.onDispose(() => void socket.disconnect());
    return socket;
  };
  identity.watch();
  return {
    identity,
    auth,
    view,
    log,
    app,
    push,
    url,
    problems,
    token,
    open,
    async connect(
      stream: StreamName,
      bearer?: string,
      extra?: { ticket?: string; origin?: string; forwarded?: string },
    ) {
      const socket = await open(stream, bearer, extra);
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('connect_error', reject);
      });
      return socket;
    },
    /** Commits and publishes, as the runtime does. */
    tick(changes: readonly Change[], stream: StreamName = 'dispatch', tenant = TENANT) {
      const deltas = log.commit(tenant, { [stream]: changes }, wallMs(Date.now()));
      push.publish(tenant, deltas);
      return deltas;
    },
    async close() {
      await push.close();
      await app.close();
      ends.dispose();
    },
  };
}
export type Edge = Awaited<ReturnType<typeof openEdge>>;

/** The value of an answer that must be good. */
export function good<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

export const sub = async (socket: Console, stream: StreamName, epoch: string | null = null, seq = 0) =>
  good<SubAnswer>(await socket.timeout(3_000).emitWithAck('sub', { stream, epoch, seq }));

/** Everything of one event, in order, and a wait for the n-th. */
export function heard<E extends keyof ServerEvents>(socket: Console, event: E) {
  type Body = Parameters<ServerEvents[E]>[0];
  const all: Body[] = [];
  (socket as unknown as Socket).on(event as string, (body: Body) => void all.push(body));
  return {
    all,
    count: (n: number) => until(() => all.length >= n),
  };
}

export async function until(done: () => boolean, ms = 5_000): Promise<void> {
  const end = Date.now() + ms;
  while (!done()) {
    if (Date.now() > end) throw new Error(`not within ${String(ms)} ms: ${done.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A console that speaks the protocol by hand, to do what socket.io-client would never do. */
export async function rawConsole(edge: Edge, namespace: StreamName) {
  const messages: string[] = [];
  const spoken = new HandSpoken(edge.url, await edge.token(), {
    heard: (data) => messages.push(data.toString('utf8')),
  });
  const { ws } = spoken;
  let closed = false;
  ws.on('close', () => (closed = true));
  ws.on('error', (error) => messages.push(`error ${error.message}`));
  await until(() => messages.some((message) => message.startsWith('0')));
  spoken.join(namespace);
  await until(() => messages.some((message) => message.startsWith('40')));
  return {
    ws,
    messages,
    closed: () => closed,
    emit: (event: string, body: unknown) => spoken.emit(namespace, event, body),
    async ask(event: string, body: unknown): Promise<Result<unknown>> {
      const head = this.emit(event, body);
      await until(() => messages.some((message) => message.startsWith(head)));
      const answer = messages.find((message) => message.startsWith(head))?.slice(head.length) ?? '';
      return (JSON.parse(answer) as [Result<unknown>])[0];
    },
  };
}
