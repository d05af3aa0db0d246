import { Ajv2020 } from 'ajv/dist/2020.js';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../contract/result.ts';
import { plan } from '../../e2e/support/fleet.ts';
import { STREAMS, type StreamName } from '../../contract/stream.ts';
import { SOCKET_ACCESS } from '../auth/policy.ts';
import type { Gateway } from '../runtime.ts';
import { createBench, until } from './gateway.fixture.ts';

type Schema = Readonly<Record<string, unknown>>;
interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OpenOperation>>>>;
}
interface OpenOperation {
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >;
}
interface AsyncApi {
  readonly channels: Readonly<
    Record<string, { readonly messages: Readonly<Record<string, { readonly payload: Schema }>> }>
  >;
}

const ajv = new Ajv2020({ strict: false, allErrors: false });
/** What a schema says of a value: nothing, or where it does not fit. */
function misfit(schema: Schema | undefined, value: unknown): string {
  if (schema === undefined) return 'there is no schema';
  const validate = ajv.compile(schema);
  return validate(value)
    ? ''
    : `${ajv.errorsText(validate.errors)} in ${JSON.stringify(value).slice(0, 300)}`;
}

let bench: ReturnType<typeof createBench>;
let gateway: Gateway;
let rest: OpenApi;
let sockets: AsyncApi;
const token = (role: 'supervisor' | 'dispatcher' | 'ingest' | 'admin') =>
  gateway.issueToken({ sub: `p-${role}`, role });
const read = async <T>(path: string): Promise<T> => (await (await fetch(gateway.url + path)).json()) as T;

beforeAll(async () => {
  bench = createBench();
  gateway = await bench.gateway(bench.dataDir(), { vans: 3, startTime: 9 * 60 });
  rest = await read<OpenApi>('/docs/openapi.json');
  sockets = await read<AsyncApi>('/docs/asyncapi.json');
}, 60_000);
afterAll(() => bench.end());

describe('answers over REST are as documented', () => {
  type Try = [string, string, number, { role?: Parameters<typeof token>[0]; body?: unknown; at?: string }?];
  const stop = { stopId: 's', name: 'Stop', lat: 48, lon: 11, arrival: Date.now() + 600_000, service: 60 };
  const wrongPlan = {
    id: 'P1',
    vehicleId: 'v1',
    driver: null,
    depot: null,
    start: Date.now(),
    stops: [stop, stop],
    shape: null,
  };
  const tries: Try[] = [
    ['get', '/city', 200],
    ['get', '/routes/{id}', 404, { at: '/routes/none' }],
    ['get', '/alarms/health', 200],
    ['get', '/alarms/health', 400, { at: '/alarms/health?from=yesterday' }],
    ['get', '/alarms/overview', 200],
    ['get', '/alarms/audit', 400, { role: 'supervisor', at: '/alarms/audit?from=x' }],
    ['get', '/alarms/history', 400, { at: '/alarms/history?after=x' }],
    ['post', '/ingest/routes', 200, { role: 'ingest', body: [wrongPlan, { id: 7 }] }],
    ['post', '/ingest/routes', 400, { role: 'ingest', body: 'no list' }],
    ['post', '/ingest/positions', 200, { role: 'ingest', body: { items: [{ vehicleId: 1 }] } }],
    ['post', '/ingest/events', 200, { role: 'ingest', body: [] }],
    ['post', '/ingest/series', 200, { role: 'ingest', body: [{ series: 'x' }] }],
    ['get', '/auth/status', 200],
    ['post', '/auth/ticket', 200],
    ['post', '/auth/login', 400, { body: { user: 7 } }],
    ['post', '/auth/login', 401, { body: { user: 'nobody', password: 'wrong' } }],
    ['post', '/auth/refresh', 401, { body: { refreshToken: 'rw1.a.b' } }],
    ['post', '/auth/device', 200, { body: {} }],
    ['get', '/docs/{file}', 404, { at: '/docs/none' }],
  ];
  it.each(tries)('%s %s %i', async (method, path, status, given = {}) => {
    const { role = 'dispatcher', body, at = path } = given;
    const response = await fetch(gateway.url + at, {
      method: method.toUpperCase(),
      headers: {
        authorization: `Bearer ${await token(role)}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    expect(response.status, text).toBe(status);
    const documented =
      rest.paths[path]?.[method]?.responses[String(status)]?.content['application/json']?.schema;
    expect(misfit(documented, JSON.parse(text))).toBe('');
  });

  it('a route, and what a guard refuses', async () => {
    const authorization = `Bearer ${await token('dispatcher')}`;
    const console = await bench.console(gateway, 'dispatch');
    const [route = ''] = [...console.state.keys()].filter((key) => !key.startsWith('city'));
    const operation = rest.paths['/routes/{id}']?.['get'];
    const at = `${gateway.url}/routes/${encodeURIComponent(route)}`;
    const good = await fetch(at, { headers: { authorization } });
    expect(good.status).toBe(200);
    expect(misfit(operation?.responses['200']?.content['application/json']?.schema, await good.json())).toBe(
      '',
    );
    for (const [status, bearer] of [
      [401, 'x'],
      [403, await token('ingest')],
    ] as const) {
      const refused = await fetch(at, { headers: { authorization: `Bearer ${bearer}` } });
      expect(refused.status).toBe(status);
      const schema = operation?.responses[String(status)]?.content['application/json']?.schema;
      expect(misfit(schema, await refused.json())).toBe('');
    }
  });
});

/** Good questions; a bad one is the same for all. */
const questions = (stream: StreamName, route: string): Record<string, unknown> => ({
  sub: { stream, epoch: null, seq: 0 },
  unsub: { stream },
  page: { stream, cursor: 'none' },
  positions: { viewport: [-180, -85, 180, 85], watch: [] },
  watch: { routes: [route] },
  history: { series: 'late-routes', from: Date.now() - 86_400_000, to: Date.now() },
  alarms: { after: null, limit: 10 },
  overview: {},
  health: { from: Date.now() - 3_600_000, to: Date.now(), position: null },
  audit: { alarmId: null, before: null, limit: 10 },
  report: { console: null, at: Date.now(), reports: [] },
});

describe.each(STREAMS)('messages in /%s are as documented', (stream) => {
  let socket: Socket;
  const heard = new Map<string, unknown[]>();
  beforeAll(async () => {
    socket = io(`${gateway.url}/${stream}`, {
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
      extraHeaders: { authorization: `Bearer ${await token('supervisor')}` },
    });
    socket.onAny((event: string, body: unknown) => heard.set(event, [...(heard.get(event) ?? []), body]));
    await new Promise((resolve) => socket.once('connect', () => resolve(null)));
  });
  afterAll(() => void socket.disconnect());

  it('answers, good and bad', async () => {
    const messages = sockets.channels[stream]?.messages ?? {};
    const asked: string[] = [];
    const route = 'none';
    for (const event of Object.keys(SOCKET_ACCESS[stream])) {
      for (const body of [questions(stream, route)[event], { no: 'sense' }, null]) {
        if (body === undefined) continue;
        const answer = (await socket.timeout(10_000).emitWithAck(event, body)) as Result<unknown>;
        asked.push(`${event} ${answer.ok ? 'ok' : answer.error.code}`);
        expect(misfit(messages[`${event}-answer`]?.payload, answer), event).toBe('');
      }
    }
    expect(asked).toContain('sub ok');
    expect(asked.filter((one) => one.endsWith('bad-request')).length).toBeGreaterThan(3);
    expect(asked.filter((one) => one.endsWith('internal'))).toEqual([]);
  }, 60_000);

  it('what it says by itself', async () => {
    const messages = sockets.channels[stream]?.messages ?? {};
    await socket.timeout(10_000).emitWithAck('sub', { stream, epoch: null, seq: 0 });
    if (stream === 'dispatch')
      await socket.timeout(10_000).emitWithAck('positions', { viewport: [-180, -85, 180, 85], watch: [] });
    await until('a heartbeat', () => heard.has('hb'));
    if (stream === 'dispatch') {
      const taken = await fetch(`${gateway.url}/ingest/routes`, {
        method: 'POST',
        headers: { authorization: `Bearer ${await token('ingest')}`, 'content-type': 'application/json' },
        body: JSON.stringify([plan('P9', 3)]),
      });
      expect(await taken.json()).toMatchObject({ accepted: 1 });
      await until('a delta and positions', () => heard.has('d') && heard.has('p'), 40_000);
    }
    for (const [event, bodies] of heard)
      for (const body of bodies.slice(0, 20)) {
        const told = messages[`${event}-told`] ?? messages[event];
        expect(misfit(told?.payload, body), event).toBe('');
      }
  }, 60_000);
});
