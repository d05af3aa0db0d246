import { afterEach, beforeEach, expect, it } from 'vitest';
import { openEdge, rawConsole, until, type Edge } from './harness.ts';
import { TokenBucket } from './token-bucket.ts';

let edge: Edge;
beforeEach(async () => {
  edge = await openEdge({ limits: { refusals: { rate: 0.001, burst: 3 } } });
});
afterEach(async () => {
  await edge.close();
});

it('answers and counts what is asked too often', async () => {
  const socket = await edge.connect('dispatch');
  const answers = await Promise.all(
    Array.from({ length: 40 }, () => socket.emitWithAck('unsub', { stream: 'dispatch' })),
  );
  const refused = answers.filter((answer) => !answer.ok);
  expect(refused.length).toBeGreaterThanOrEqual(9);
  expect(refused[0]).toMatchObject({ error: { code: 'busy' } });
  expect(edge.push.stats().counters['rate-limited']).toBe(refused.length);
});

it('names the field of a bad event and counts it', async () => {
  const raw = await rawConsole(edge, 'dispatch');
  const bad: [string, unknown, string][] = [
    ['sub', { stream: 'dispatch', epoch: null, seq: -1 }, 'seq'],
    ['sub', { stream: 'no-such', epoch: null, seq: 0 }, 'stream'],
    ['sub', null, ''],
    ['watch', { routes: Array.from({ length: 21 }, String) }, 'routes'],
    ['positions', { viewport: [0, 0, 'x', 1], watch: [] }, 'viewport[2]'],
    ['cmd', { id: 'no-uuid', type: 'acknowledge', args: {}, expiresAt: 1 }, 'id'],
    ['cmd', { id: '0195f6a0-0000-7000-8000-000000000001', type: 'rm', args: {}, expiresAt: 1 }, 'type'],
  ];
  for (const [event, body, field] of bad) {
    expect(await raw.ask(event, body), event).toMatchObject({
      ok: false,
      error: { code: 'bad-request', field },
    });
  }
  raw.ws.send('42/dispatch,["sub",{"stream":"dispatch","epoch":null,"seq":0}]');
  raw.ws.send('42/dispatch,["no-such",{}]');
  await until(() => edge.push.stats().counters['rejected-event'] === bad.length + 2);
  expect(raw.closed()).toBe(false);
});

it.each([
  ['a message over 64 kB', '42/dispatch,1["sub","' + 'x'.repeat(70_000) + '"]'],
  ['no packet at all', '4zzz'],
])('ends the connection of who sends %s', async (_name, message) => {
  const raw = await rawConsole(edge, 'dispatch');
  raw.ws.send(message);
  await until(() => raw.closed());
  await until(() => edge.push.stats().sockets.dispatch === 0);
});

it('stops reading tokens of an address that guesses', async () => {
  for (let i = 0; i < 3; i += 1) await expect(edge.connect('dispatch', 'abc')).rejects.toThrow();
  const token = await edge.token();
  await expect(edge.connect('dispatch', token)).rejects.toThrow();
  const status = await fetch(`${edge.url}/auth/status`, { headers: { authorization: `Bearer ${token}` } });
  expect(await status.json()).toMatchObject({ state: 'busy', sub: 'desk-2' });
  expect(edge.push.stats().counters).toMatchObject({ 'refused-invalid': 3, 'refused-busy': 1 });
});

it('a bucket refills at its rate up to its burst', () => {
  const bucket = new TokenBucket({ rate: 2, burst: 3 }, 0);
  expect([1, 2, 3, 4].map(() => bucket.take(0))).toEqual([true, true, true, false]);
  expect(bucket.take(499)).toBe(false);
  expect(bucket.take(500)).toBe(true);
  expect(bucket.full(1_999)).toBe(false);
  expect(bucket.full(2_000)).toBe(true);
});
