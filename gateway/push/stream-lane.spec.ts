import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Entry } from '../../contract/stream.ts';
import { good, heard, openEdge, sub, until, type Edge } from './harness.ts';

let edge: Edge;
beforeEach(async () => {
  edge = await openEdge({ limits: { pageBytes: 2_000 } });
});
afterEach(async () => {
  await edge.close();
});

it('answers the state, then each tick once and in order', async () => {
  edge.tick([['r1', { phase: 'planned', late: false }]]);
  const socket = await edge.connect('dispatch');
  const deltas = heard(socket, 'd');
  const answer = await sub(socket, 'dispatch');
  expect(answer).toMatchObject({
    kind: 'snapshot',
    seq: 1,
    total: 1,
    cursor: null,
    entries: [['r1', { phase: 'planned', late: false }]],
  });
  edge.tick([['r1', { phase: 'en-route', late: false }]]);
  edge.tick([
    ['r1', { late: true }],
    ['r2', { phase: 'planned' }],
  ]);
  await deltas.count(2);
  expect(deltas.all.map(({ from, to, changes }) => ({ from, to, changes }))).toEqual([
    { from: 2, to: 2, changes: [['r1', { phase: 'en-route' }]] },
    {
      from: 3,
      to: 4,
      changes: [
        ['r1', { late: true }],
        ['r2', { phase: 'planned' }],
      ],
    },
  ]);
});

it('answers who was away with the merged deltas', async () => {
  const [first] = edge.tick([['r1', { a: 1, b: 1 }]]);
  edge.tick([['r1', { a: 2 }]]);
  edge.tick([['r1', { a: 3, b: 2 }]]);
  const socket = await edge.connect('dispatch');
  expect(await sub(socket, 'dispatch', first?.epoch, 1)).toMatchObject({
    kind: 'deltas',
    from: 2,
    to: 4 - 1,
    changes: [['r1', { a: 3, b: 2 }]],
  });
});

it('answers a snapshot to another epoch, to a number ahead of its own, and past the replay bound', async () => {
  const { epoch } = edge.log.position('demo', 'dispatch');
  edge.tick(Array.from({ length: 301 }, (_, i) => [`r${String(i)}`, { n: i }] as const));
  const socket = await edge.connect('dispatch');
  expect((await sub(socket, 'dispatch', 'another', 301)).kind).toBe('snapshot');
  expect((await sub(socket, 'dispatch', epoch, 302)).kind).toBe('snapshot');
  expect((await sub(socket, 'dispatch', epoch, 0)).kind).toBe('snapshot');
  expect(await sub(socket, 'dispatch', epoch, 301)).toMatchObject({
    kind: 'deltas',
    from: 302,
    to: 301,
    changes: [],
  });
});

it('gives pages of one consistent read while the state goes on', async () => {
  edge.tick(
    Array.from({ length: 200 }, (_, i) => [`r${String(i)}`, { n: 0, text: 'x'.repeat(40) }] as const),
  );
  const socket = await edge.connect('dispatch');
  const deltas = heard(socket, 'd');
  const page = await sub(socket, 'dispatch');
  if (page.kind !== 'snapshot') throw new Error('no snapshot');
  const all = new Map<string, Entry>(page.entries);
  let pages = 1;
  let cursor = page.cursor;
  while (cursor !== null) {
    edge.tick([[`r${String(199 - pages)}`, { n: pages }]]);
    const next = good(await socket.emitWithAck('page', { stream: 'dispatch', cursor }));
    for (const [key, entry] of next.entries) all.set(key, entry);
    expect([next.epoch, next.seq, next.total]).toEqual([page.epoch, 200, 200]);
    cursor = next.cursor;
    pages += 1;
  }
  expect(pages).toBeGreaterThan(5);
  expect(all.size).toBe(200);
  expect([...all.values()].every(({ n }) => n === 0)).toBe(true);
  await deltas.count(pages - 1);
  expect(deltas.all[0]?.from).toBe(201);
  const late = await socket.emitWithAck('page', { stream: 'dispatch', cursor: 'no-such.5' });
  expect(late).toMatchObject({ ok: false, error: { code: 'not-found', field: 'cursor' } });
});

it('tells the position every 2 s, so that a lost last message is found', async () => {
  edge.tick([['a', { n: 1 }]], 'alerts');
  const socket = await edge.connect('alerts');
  const beats = heard(socket, 'hb');
  await sub(socket, 'alerts');
  await beats.count(2);
  expect(beats.all[0]).toMatchObject({ stream: 'alerts', seq: 1, clock: { rate: 1 } });
  expect((beats.all[1]?.ts ?? 0) - (beats.all[0]?.ts ?? 0)).toBeGreaterThan(1_500);
});

it('tells nothing after unsub or a left namespace, and says so in its figures', async () => {
  const socket = await edge.connect('dispatch');
  const deltas = heard(socket, 'd');
  await sub(socket, 'dispatch');
  expect(edge.push.stats()).toMatchObject({ sockets: { dispatch: 1 }, streamSubscribers: { dispatch: 1 } });
  good(await socket.emitWithAck('unsub', { stream: 'dispatch' }));
  expect(edge.push.stats().streamSubscribers.dispatch).toBe(0);
  edge.tick([['r1', { n: 1 }]]);
  await sub(socket, 'dispatch');
  expect(deltas.all).toEqual([]);
  socket.disconnect();
  await until(() => edge.push.stats().streamSubscribers.dispatch === 0);
  expect(edge.push.stats().sockets.dispatch).toBe(0);
});

it('keeps tenants apart: the room is the token’s', async () => {
  const socket = await edge.connect('dispatch', await edge.token('dispatcher', 'desk-2', 'other'));
  const deltas = heard(socket, 'd');
  edge.tick([['r1', { n: 1 }]], 'dispatch', 'demo');
  expect(await sub(socket, 'dispatch')).toMatchObject({ total: 0 });
  edge.tick([['r1', { n: 2 }]], 'dispatch', 'demo');
  edge.tick([['r9', { n: 9 }]], 'dispatch', 'other');
  await deltas.count(1);
  expect(deltas.all.map((d) => d.changes)).toEqual([[['r9', { n: 9 }]]]);
});

it('refuses another namespace’s stream', async () => {
  const socket = await edge.connect('dispatch');
  const answer = await socket.emitWithAck('sub', { stream: 'alerts', epoch: null, seq: 0 });
  expect(answer).toMatchObject({ ok: false, error: { code: 'bad-request', field: 'stream' } });
});
