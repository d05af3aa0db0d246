import { afterEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { trustedProxies } from '../proxies.ts';
import { LIMITS, type PushOptions } from './index.ts';
import { openEdge, rawConsole, until, type Edge } from './harness.ts';

let edge: Edge | null = null;
afterEach(async () => {
  await edge?.close();
  edge = null;
});
const open = async (limits: PushOptions['limits'] = {}): Promise<Edge> => (edge = await openEdge({ limits }));

/** Upgrades with a good token and says nothing. */
async function mute({ url, token }: Edge, answersPings = false) {
  const ws = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    headers: { authorization: `Bearer ${await token()}` },
  });
  let closed = false;
  ws.on('close', () => (closed = true));
  if (answersPings) ws.on('message', (data: Buffer) => data.toString() === '2' && ws.send('3'));
  await new Promise((resolve, reject) => {
    ws.once('open', resolve);
    ws.once('error', reject);
  });
  return () => closed;
}

it('the bounds are these', () => {
  expect(LIMITS).toMatchObject({
    inboundBytes: 64 * 1_024,
    connectTimeout: 5_000,
    pingInterval: 10_000,
    pingTimeout: 5_000,
    perAddress: 1_024,
    perUser: 256,
    perTenant: 4_096,
  });
  for (const [event, { rate, burst }] of Object.entries(LIMITS.events)) {
    expect(rate, event).toBeLessThanOrEqual(50);
    expect(burst, event).toBeLessThanOrEqual(200);
  }
});

it('speaks WebSocket only: long polling is refused', async () => {
  const { url, token } = await open();
  const headers = { authorization: `Bearer ${await token()}` };
  const answer = await fetch(`${url}/socket.io/?EIO=4&transport=polling`, { headers });
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ message: 'Transport unknown' });
});

it('ends a connection that never says CONNECT', async () => {
  const closed = await mute(await open({ connectTimeout: 200 }), true);
  await until(closed, 3_000);
});

it('ends a connection that answers no ping, and counts it', async () => {
  const own = await open({ pingInterval: 100, pingTimeout: 100 });
  const ws = new WebSocket(`${own.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    headers: { authorization: `Bearer ${await own.token()}` },
  });
  let closed = false;
  ws.on('message', (data: Buffer) => data.toString().startsWith('0') && ws.send('40/dispatch,'));
  ws.on('close', () => (closed = true));
  await until(() => closed, 3_000);
  await until(() => own.push.stats().counters['closed-silent'] === 1);
});

it.each([
  [
    'address',
    { perAddress: 2 },
    [
      ['demo', 'a'],
      ['demo', 'b'],
    ],
    ['other', 'c'],
  ],
  [
    'user',
    { perUser: 2 },
    [
      ['demo', 'a'],
      ['demo', 'a'],
    ],
    ['demo', 'a'],
  ],
  [
    'tenant',
    { perTenant: 2 },
    [
      ['demo', 'a'],
      ['demo', 'b'],
    ],
    ['demo', 'c'],
  ],
] as const)('lets in so many of one %s and no more', async (_what, limits, inside, one) => {
  const own = await open(limits);
  for (const [tenant, sub] of inside)
    await own.connect('dispatch', await own.token('dispatcher', sub, tenant));
  const [tenant, sub] = one;
  await expect(own.connect('dispatch', await own.token('dispatcher', sub, tenant))).rejects.toThrow();
  expect(own.push.stats().counters['refused-busy']).toBe(1);
});

it('a client that names another address is still counted at its own', async () => {
  const own = await open({ perAddress: 1 });
  await own.connect('dispatch', undefined, { forwarded: '203.0.113.1' });
  await expect(own.connect('dispatch', undefined, { forwarded: '203.0.113.2' })).rejects.toThrow();
});

it('behind a proxy that is trusted each client is counted at its own address', async () => {
  edge = await openEdge({ limits: { perAddress: 1 }, proxies: trustedProxies(['127.0.0.1']) });
  const own = edge;
  await own.connect('dispatch', undefined, { forwarded: '203.0.113.1' });
  await own.connect('dispatch', undefined, { forwarded: '203.0.113.1, 203.0.113.2' });
  const again = own.connect('dispatch', undefined, { forwarded: '192.0.2.7, 203.0.113.2' });
  await expect(again).rejects.toThrow();
});

it('takes a message of just under its bound, and ends who sends more', async () => {
  const own = await open({ inboundBytes: 1_000 });
  const raw = await rawConsole(own, 'dispatch');
  const ask = (length: number): void => raw.ws.send(`42/dispatch,1["sub","${'x'.repeat(length)}"]`);
  ask(900);
  await until(() => raw.messages.some((message) => message.startsWith('43/dispatch,1')));
  ask(1_000);
  await until(() => raw.closed());
});
