import { afterEach, beforeEach, expect, it } from 'vitest';
import { ok } from '../../contract/result.ts';
import { MAX_HISTORY_PAGE, type ClosedAlarmsRequest } from '../../contract/wire.ts';
import { openEdge, type Edge } from './harness.ts';

let edge: Edge;
const asked: ClosedAlarmsRequest[] = [];
const page = { items: [], next: null, last: 7 };
beforeEach(async () => {
  asked.length = 0;
  edge = await openEdge();
  edge.view.closedAlarms = (request) => {
    asked.push(request);
    return page;
  };
});
afterEach(async () => {
  await edge.close();
});

it('answers who may watch, the wall too, from the token\u2019s own tenant', async () => {
  const wall = await edge.connect('alerts', await edge.token('wall', 'wall-1'));
  expect(await wall.emitWithAck('alarms', { after: 3, limit: 10 })).toEqual(ok(page));
  expect(asked).toEqual([{ after: 3, limit: 10 }]);
});

it('names the field that is wrong and asks nothing then', async () => {
  const socket = await edge.connect('alerts');
  const ask = async (request: object) =>
    socket.emitWithAck('alarms', request as unknown as ClosedAlarmsRequest);
  const bad = async (request: object) => ((await ask(request)) as { error: { field: string } }).error.field;
  expect(await bad({ after: -1, limit: 1 })).toBe('after');
  expect(await bad({ after: 0, limit: 0 })).toBe('limit');
  expect(await bad({ after: 0, limit: MAX_HISTORY_PAGE + 1 })).toBe('limit');
  expect(await bad({ limit: 1 })).toBe('after');
  expect(await bad({ after: 0, limit: 1, since: 5 })).toBe('since');
  expect(asked).toEqual([]);
  expect(edge.push.stats().counters['rejected-event']).toBe(5);
});

it('says where no history is kept, and bounds how often it is asked', async () => {
  const { closedAlarms } = edge.view;
  delete edge.view.closedAlarms;
  const socket = await edge.connect('alerts');
  const ask = () => socket.emitWithAck('alarms', { after: 0, limit: 1 });
  expect(await ask()).toMatchObject({ ok: false, error: { code: 'unsupported' } });
  edge.view.closedAlarms = closedAlarms;
  const answers = await Promise.all(Array.from({ length: 150 }, ask));
  expect(answers.filter((answer) => !answer.ok && answer.error.code === 'busy').length).toBeGreaterThan(0);
});
