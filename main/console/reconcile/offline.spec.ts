import { afterEach, beforeEach, expect, test } from 'vitest';
import { MAX_GAP_LISTED } from '../../../contract/bridge.ts';
import type { Entry } from '../../../contract/stream.ts';
import { ok } from '../../../contract/result.ts';
import { wallMs } from '../../../contract/time.ts';
import { openAlarmHistory } from '../../../gateway/alarms/history.ts';
import { openEdge, until } from '../../../gateway/push/harness.ts';
import type { JournalRecord, Place } from '../journal/records.ts';
import { aRoute } from '../testing/values.ts';
import { openDesk } from '../testing/desk.ts';

async function open() {
  const edge = await openEdge();
  const history = openAlarmHistory(edge.log.sql);
  edge.view.closedAlarms = (request) => history.replay('demo', request);
  return openDesk(edge, (alarm) => history.add('demo', alarm, wallMs(Date.now())));
}
let bench: Awaited<ReturnType<typeof open>>;
beforeEach(async () => {
  bench = await open();
});
afterEach(() => bench.end());

const entry = (value: object): Entry => value as Entry;

test('after a gap each window says what was raised, closed ones too, and whose mark is another', async () => {
  const { edge, raise, close } = bench;
  edge.tick([
    ['r1', entry(aRoute('r1'))],
    ['r2', entry(aRoute('r2'))],
  ]);
  raise('before');
  const desk = await bench.console();
  desk.one.sub('routes');
  await desk.live();
  await desk.one.until(() => desk.one.mirror.routes.size === 2, 'routes');
  await desk.placed();
  raise('old');
  await until(() => desk.shown('old') === 1);
  await bench.offline(desk, () => {
    raise('open', 'gone');
    close('gone', 'old');
    edge.tick([['r1', { late: true, adherence: 900 }]]);
    edge.tick([['r2', { adherence: 10 }]]);
  });
  await desk.one.until(() => desk.gaps().length === 1, 'the gap');
  const [gap] = desk.gaps();
  expect(gap).toMatchObject({
    id: 1,
    why: 'offline',
    alarmCount: 2,
    statusChanges: [{ routeId: 'r1', before: 'on-time', after: 'late' }],
    statusCount: 1,
    complete: true,
  });
  expect(gap?.alarms.map(({ id }) => id).sort()).toEqual(['gone', 'open']);
  expect(gap?.alarms.find(({ id }) => id === 'gone')?.closedAt).not.toBeNull();
  expect([desk.shown('open'), desk.shown('gone'), desk.shown('old')]).toEqual([1, 0, 1]);

  const two = desk.window();
  await two.until(() => two.latest.reconcile?.length === 1, 'the second window');
  expect(await two.call('dismissGap', { id: 7 })).toMatchObject({ ok: false, error: { code: 'not-found' } });
  expect(await two.call('dismissGap', { id: 1 })).toEqual(ok(null));
  await desk.one.until(() => desk.gaps().length === 0, 'dismissed everywhere');
});

test('what closed in a page too far for one answer is all there, and nothing of what was known', async () => {
  const { raise, close } = bench;
  const desk = await bench.console();
  await desk.live();
  await desk.placed();
  raise('known');
  await until(() => desk.shown('known') === 1);
  const ids = Array.from({ length: 450 }, (_, n) => `n${String(n)}`);
  await bench.offline(desk, () => {
    raise(...ids);
    close('known', ...ids);
  });
  await desk.one.until(() => desk.gaps().length === 1, 'the gap');
  expect(desk.gaps()[0]).toMatchObject({ alarmCount: 450, statusCount: null, complete: true });
  expect(desk.gaps()[0]?.alarms).toHaveLength(MAX_GAP_LISTED);
  await bench.offline(desk, () => raise('next'));
  await desk.one.until(() => desk.gaps().length === 2, 'the next gap');
  expect(desk.gaps()[0]).toMatchObject({ id: 2, alarmCount: 1 });
});

test.each([
  ['the history was lost', {}, 1],
  ['another epoch', { epoch: 'of-before' }, 0],
])('%s: ids that were given say nothing any more, the clock does', async (_why, part, lost) => {
  const { raise, close } = bench;
  const desk = await bench.console();
  await desk.live();
  await desk.placed();
  desk.kill();
  await new Promise((resolve) => setTimeout(resolve, 50));
  const { disk } = desk.host;
  const last = disk.records.findLast((record) => (record as JournalRecord).k === 'place');
  // As of a history that had got further: these ids will be given again, to other alarms.
  Object.assign((last as { place: Place }).place, { history: 90, ...part });
  raise('open', 'gone');
  close('gone');
  const next = await bench.console(disk);
  await next.one.until(() => next.told('gone') === 1, 'found by the clock');
  await next.live();
  expect(next.gaps()[0]).toMatchObject({ why: 'not-running', alarmCount: 2 });
  await until(() => (next.desk.link.counters['history-lost'] ?? 0) === lost);
  await until(() => JSON.stringify(disk.records.at(-1)).includes('"history":1'));
});

test('a gateway that keeps no history: the gap says that there may have been more', async () => {
  const { edge, raise } = bench;
  const desk = await bench.console();
  await desk.live();
  await desk.placed();
  delete edge.view.closedAlarms;
  await bench.offline(desk, () => raise('open'));
  await desk.one.until(() => desk.gaps().length === 1, 'the gap');
  expect(desk.gaps()[0]).toMatchObject({ alarmCount: 1, complete: false });
  expect(desk.one.latest.link?.phase).toBe('live');
});
