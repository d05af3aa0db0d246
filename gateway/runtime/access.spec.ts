import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Result } from '../../contract/result.ts';
import { STREAMS, type StreamName } from '../../contract/stream.ts';
import { ROLES, type Command, type Role } from '../../contract/wire.ts';
import { createAuthenticator, loadOrCreateKey, type Access } from '../auth/index.ts';
import { COMMAND_ACCESS, REST_ACCESS, SOCKET_ACCESS, type EventName } from '../auth/policy.ts';
import { ASKED, TOLD } from '../docs/events.ts';
import { OPERATIONS } from '../docs/operations.ts';
import { LIMITS, sqlCommands } from '../push/index.ts';
import { runCommand } from '../push/commands.ts';
import type { Gateway } from '../runtime.ts';
import { openSql } from '../streams/index.ts';
import { createBench } from './gateway.fixture.ts';

let bench: ReturnType<typeof createBench>;
let gateway: Gateway;
const tokens = new Map<string, string>();
beforeAll(async () => {
  bench = createBench();
  const dir = bench.dataDir();
  gateway = await bench.gateway(dir, { vans: 3, startTime: 8 * 60 });
  const auth = createAuthenticator({ key: await loadOrCreateKey(dir) });
  for (const role of ROLES) {
    const who = { sub: `one-${role}`, role, seconds: 600 };
    tokens.set(role, await auth.issueToken({ ...who, tenant: 'demo' }));
    tokens.set(`other ${role}`, await auth.issueToken({ ...who, tenant: 'other' }));
  }
});
afterAll(() => bench.end());

const routes = Object.entries(REST_ACCESS) as [string, Access][];
async function call(route: string, token: string | undefined): Promise<number> {
  const [method = '', path = ''] = route.split(' ');
  const ended = new AbortController();
  const response = await fetch(gateway.url + path.replace(/:\w+/, 'x'), {
    method,
    signal: ended.signal,
    headers: {
      ...(method === 'POST' && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    ...(method === 'POST' && { body: '{}' }),
  });
  ended.abort();
  return response.status;
}

describe('every REST route', () => {
  it('that is served is in the table and documented, and the other way round', async () => {
    const document = (await (await fetch(`${gateway.url}/docs/openapi.json`)).json()) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    const served = new Set(gateway.served);
    expect(documented.sort()).toEqual([...served].sort());
    expect(Object.keys(OPERATIONS).sort()).toEqual(documented);
    expect(routes.map(([route]) => route).sort()).toEqual(documented);
  });

  it.each(routes)('%s lets in as the table says', async (route, access) => {
    const open = access === 'anyone';
    const none = await call(route, undefined);
    if (open) expect([401, 403]).not.toContain(none);
    else expect(none).toBe(401);
    for (const role of ROLES) {
      const allowed = open || access.includes(role);
      const status = await call(route, tokens.get(role));
      if (allowed) expect([401, 403], role).not.toContain(status);
      else expect(status, role).toBe(403);
      // A good token of another tenant sees nothing of this one's.
      const foreign = await call(route, tokens.get(`other ${role}`));
      if (open) expect([401, 403], role).not.toContain(foreign);
      else expect(foreign, role).toBe(403);
    }
  });
});

type Plain = Socket & {
  timeout(ms: number): { emitWithAck(event: string, body: unknown): Promise<unknown> };
};
async function join(stream: StreamName, token: string): Promise<Plain> {
  const socket = io(`${gateway.url}/${stream}`, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { authorization: `Bearer ${token}` },
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', (error) => {
      socket.disconnect();
      reject(error);
    });
  });
  return socket as Plain;
}
const codeOf = async (socket: Plain, event: string, ms = 5_000): Promise<string> => {
  try {
    const answer = (await socket.timeout(ms).emitWithAck(event, {})) as Result<unknown>;
    return answer.ok ? 'ok' : answer.error.code;
  } catch {
    return 'unanswered'; // socket.io's one way to say that nobody acknowledged
  }
};

describe('every socket event', () => {
  const events = Object.keys(LIMITS.events) as EventName[];

  it('is in the table of one namespace at least, documented, and has a rate', () => {
    const tabled = new Set(STREAMS.flatMap((stream) => Object.keys(SOCKET_ACCESS[stream])));
    expect([...tabled].sort()).toEqual(Object.keys(ASKED).sort());
    const unrated = [...tabled].filter((event) => !events.includes(event as EventName));
    expect(unrated).toEqual([]);
  });

  it.each(STREAMS)(
    '/%s answers exactly what the table lists, and refuses the roles that it does not',
    async (stream) => {
      for (const role of ROLES) {
        const token = tokens.get(role) ?? '';
        if (!(SOCKET_ACCESS[stream].sub ?? []).includes(role)) {
          await expect(join(stream, token), role).rejects.toThrow();
          continue;
        }
        const socket = await join(stream, token);
        const codes = await Promise.all(
          events.map(async (event) => [event, await codeOf(socket, event, 2_500)] as const),
        );
        socket.disconnect();
        for (const [event, code] of codes) {
          const access = SOCKET_ACCESS[stream][event];
          if (access === undefined) expect(code, `${role} ${event}`).toBe('unsupported');
          else if (access.includes(role))
            expect(['forbidden', 'unsupported', 'unanswered'], `${role} ${event}`).not.toContain(code);
          else expect(code, `${role} ${event}`).toBe('forbidden');
        }
      }
    },
    60_000,
  );

  it('that the gateway says is documented, and what is documented for a namespace is heard there', async () => {
    const document = (await (await fetch(`${gateway.url}/docs/asyncapi.json`)).json()) as {
      operations: Record<string, { action: string; channel: { $ref: string } }>;
    };
    const listed = Object.entries(document.operations).map(([id, { action }]) => `${action} ${id}`);
    const expected = STREAMS.flatMap((stream) => [
      ...Object.keys(SOCKET_ACCESS[stream]).map((event) => `receive ${stream}-${event}`),
      ...Object.entries(TOLD).flatMap(([event, told]) =>
        told.in.includes(stream)
          ? [`send ${stream}-${event}${event in SOCKET_ACCESS[stream] ? '-told' : ''}`]
          : [],
      ),
    ]);
    expect(listed.sort()).toEqual(expected.sort());

    const socket = await join('dispatch', tokens.get('dispatcher') ?? '');
    const heard = new Set<string>();
    socket.onAny((event: string) => heard.add(event));
    const ask = (event: string, body: unknown) => socket.timeout(5_000).emitWithAck(event, body);
    const sub = (await ask('sub', { stream: 'dispatch', epoch: null, seq: 0 })) as Result<{
      entries: [string][];
    }>;
    const [first] = sub.ok ? (sub.value.entries[0] ?? []) : [];
    await ask('positions', { viewport: null, watch: [] });
    await ask('watch', { routes: [first] });
    await expect
      .poll(() => [...heard].sort(), { timeout: 10_000 })
      .toEqual(expect.arrayContaining(['hb', 'p', 'r']));
    socket.disconnect();
    for (const event of heard) expect(Object.keys(TOLD)).toContain(event);
  });
});

it('every command is given by the roles of the table, and by no other', () => {
  const sql = openSql(':memory:');
  const store = sqlCommands(sql);
  for (const [type, access] of Object.entries(COMMAND_ACCESS)) {
    for (const role of ROLES) {
      const who = { sub: role, role: role as Role, tenant: 'demo', jti: 'j', expiresAt: Infinity };
      const command = { id: `${type} ${role}`, type, args: {}, expiresAt: Infinity } as unknown as Command;
      const result = runCommand(store, who, command, 0, () => ({ ok: true, value: null }));
      expect(result.ok, `${role} ${type}`).toBe(access.includes(role));
    }
  }
  sql.dispose();
});

it('the pages allow no script but their own, and no frame', async () => {
  for (const path of ['/docs', '/pair']) {
    const response = await fetch(gateway.url + path);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    const html = await response.text();
    expect(html).not.toMatch(/<script>|style=|onclick/);
    for (const [, file = ''] of html.matchAll(/(?:src|href)="([^"]+)"/g))
      expect((await fetch(gateway.url + file)).status, file).toBe(200);
  }
  expect((await fetch(`${gateway.url}/docs/nothing`)).status).toBe(404);
});
