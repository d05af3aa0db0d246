import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ok } from '../../contract/result.ts';
import { leaks, openConsole } from './testing/rig.ts';
import { anAlarm } from './testing/values.ts';

/** A server that speaks Socket.IO and keeps no other promise. */
let http: HttpServer;
let io: Server;
let status: { code: number; body: string };
const joined: Socket[] = [];
const NOW = Date.UTC(2026, 2, 2, 8);
const clock = { feed: NOW, wall: NOW, rate: 1 };
let answers: unknown[];
let subs: number;
let refuses: boolean;

beforeEach(async () => {
  status = { code: 200, body: '{"state":"ok"' };
  answers = [];
  subs = 0;
  refuses = false;
  joined.length = 0;
  http = createServer((_, response) => response.writeHead(status.code).end(status.body));
  io = new Server(http, { transports: ['websocket'] });
  const space = io.of(/.*/);
  space.use((_, next) => next(refuses ? new Error('go away') : undefined));
  space.on('connection', (socket) => {
    joined.push(socket);
    socket.on('sub', (_request, answer: (result: unknown) => void) => {
      subs += 1;
      answer(answers.shift());
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await io.close();
});

async function desk() {
  const url = `http://127.0.0.1:${String((http.address() as AddressInfo).port)}`;
  const rig = openConsole({ gateway: url, token: 'a.b.c' });
  const window = rig.window();
  window.sub('alarms');
  await rig.desk.start();
  const end = (): void => {
    rig.desk.dispose();
    expect(leaks(rig.host, [window])).toEqual([]);
  };
  return { ...rig, window, end };
}

const snapshot = (entries: unknown[]) =>
  ok({ kind: 'snapshot', epoch: 'e', seq: 1, entries, total: entries.length, cursor: null, clock });

test('answers that are none are counted and asked for again, each time later, until one can be used', async () => {
  answers = [
    undefined,
    'yes',
    { ok: true, value: { kind: 'deltas', epoch: 'x' } },
    snapshot([['a', anAlarm('a')]]),
  ];
  const { window, end } = await desk();
  await window.until(() => window.mirror.alarms.has('a'), 'the good answer', 15_000);
  expect(subs).toBe(4);
  expect(window.latest.link?.counters).toMatchObject({ 'bad-sub-answer': 3, 'sub-failed': 3 });
  end();
});

test('frames that are none change nothing but their counts', async () => {
  answers = [snapshot([['a', anAlarm('a')]]), snapshot([['a', anAlarm('a')]])];
  const { window, end } = await desk();
  await window.until(() => window.latest.link?.phase === 'live', 'live');
  const alerts = joined.find((socket) => socket.nsp.name === '/alerts');
  for (const junk of [
    null,
    7,
    'x',
    [],
    {},
    { stream: 'alerts', epoch: 'e', from: -1, to: 'z', changes: {} },
  ]) {
    alerts?.emit('d', junk);
    alerts?.emit('hb', junk);
    alerts?.emit('bye', junk);
  }
  alerts?.emit('d', Buffer.from([1, 2, 3]));
  alerts?.emit('unheard-of', 1);
  alerts?.emit('d', {
    stream: 'alerts',
    epoch: 'e',
    from: 2,
    to: 2,
    changes: [['b', JSON.parse('{"__proto__":{"polluted":1},"id":"b"}')]],
    ts: 1,
  });
  await window.until(() => window.latest.link?.counters['bad-change'] === 1, 'counted');
  expect(window.latest.link?.counters).toMatchObject({ 'bad-delta': 7, 'bad-heartbeat': 6, 'bad-bye': 6 });
  expect([...window.mirror.alarms.keys()]).toEqual(['a']);
  expect({}).not.toHaveProperty('polluted');
  end();
});

test('something that is no gateway says so in words', async () => {
  status = { code: 404, body: '<html>' };
  refuses = true;
  const { window, end } = await desk();
  await window.until(() => window.latest.link?.phase === 'waiting', 'waiting');
  expect(window.latest.link?.reason).toEqual({
    code: 'protocol',
    message: 'The gateway speaks another protocol (GET /auth/status answered 404)',
  });
  end();
});
