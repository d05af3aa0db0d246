import { afterEach, beforeEach, expect, it } from 'vitest';
import { fail, ok } from '../../contract/result.ts';
import type { Command, CommandOf } from '../../contract/wire.ts';
import { wallMs } from '../../contract/time.ts';
import { openEdge, type Edge } from './harness.ts';

let edge: Edge;
beforeEach(async () => {
  edge = await openEdge();
});
afterEach(async () => {
  await edge.close();
});

const ID = '0195f6a0-0000-7000-8000-000000000001';
const command = (over: Partial<CommandOf<'acknowledge'>> = {}): Command => ({
  id: ID,
  type: 'acknowledge',
  args: { alarmId: 'a1' },
  expiresAt: Date.now() + 60_000,
  ...over,
});

it('does it once, and answers a retry with the first result: also late, elsewhere, or under another answer', async () => {
  const socket = await edge.connect('alerts');
  const first = await socket.emitWithAck('cmd', command());
  expect(first).toEqual(ok({ n: 1 }));
  edge.view.answer = () => fail('conflict', 'changed meanwhile');
  const other = await edge.connect('alerts');
  expect(await other.emitWithAck('cmd', command())).toEqual(first);
  expect(await other.emitWithAck('cmd', command({ expiresAt: 1 }))).toEqual(first);
  expect(edge.view.commands).toHaveLength(1);
  expect(edge.view.commands[0]?.who).toMatchObject({ sub: 'desk-2', tenant: 'demo', role: 'dispatcher' });
});

it('keeps a failure too, and tells users apart', async () => {
  edge.view.answer = () => fail('conflict', 'changed meanwhile');
  const socket = await edge.connect('alerts');
  expect(await socket.emitWithAck('cmd', command())).toMatchObject({ error: { code: 'conflict' } });
  edge.view.answer = () => ok(null);
  expect(await socket.emitWithAck('cmd', command())).toMatchObject({ error: { code: 'conflict' } });
  const other = await edge.connect('alerts', await edge.token('supervisor', 'desk-3'));
  expect(await other.emitWithAck('cmd', command())).toEqual(ok(null));
});

it('refuses what came too late, and the wall', async () => {
  const socket = await edge.connect('alerts');
  const late = await socket.emitWithAck('cmd', command({ expiresAt: Date.now() - 1 }));
  expect(late).toMatchObject({ ok: false, error: { code: 'expired' } });
  const wall = await edge.connect('alerts', await edge.token('wall', 'wall-1'));
  expect(await wall.emitWithAck('cmd', command())).toMatchObject({ error: { code: 'forbidden' } });
  expect(edge.view.commands).toEqual([]);
});

it('undoes what a command did when it fails in the middle, and can be tried again', async () => {
  const { epoch } = edge.log;
  const socket = await edge.connect('alerts');
  edge.view.answer = () => {
    edge.log.commit('demo', { alerts: [['a1', { acknowledged: true }]] }, wallMs(Date.now()));
    throw new Error('disk full');
  };
  const answer = await socket.emitWithAck('cmd', command());
  expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
  expect(edge.problems).toHaveLength(1);
  expect(edge.log.snapshot('demo', 'alerts').entries).toEqual([]);
  // Its numbers may have been told already.
  expect(edge.log.epoch).not.toBe(epoch);
  edge.view.answer = () => ok(null);
  expect(await socket.emitWithAck('cmd', command())).toEqual(ok(null));
});
