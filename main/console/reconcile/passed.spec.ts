import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NotificationOutcome } from '../../../contract/alarm/report.ts';
import { wallMs } from '../../../contract/time.ts';
import { openAlarmHistory } from '../../../gateway/alarms/history.ts';
import { openEdge, until } from '../../../gateway/push/harness.ts';
import type { JournalRecord } from '../journal/records.ts';
import { openDesk } from '../testing/desk.ts';
import { FOLLOW_MS } from './continuity.ts';

/** Without a history: as after its log was lost, nothing but the console knows that there was such an alarm. */
let kept: boolean;
async function open() {
  const edge = await openEdge();
  const history = openAlarmHistory(edge.log.sql);
  edge.view.closedAlarms = (request) => history.replay('demo', request);
  kept = true;
  return openDesk(edge, (alarm) => {
    if (kept) history.add('demo', alarm, wallMs(Date.now()));
  });
}
let bench: Awaited<ReturnType<typeof open>>;
beforeEach(async () => {
  bench = await open();
});
afterEach(() => bench.end());

async function desk(outcome?: NotificationOutcome) {
  const one = await bench.console(undefined, undefined, outcome);
  one.one.sub('alarms');
  await one.live();
  await one.placed();
  return one;
}

test.each([true, false])(
  'an alarm that is over before it was in a frame or a notification is told, once (in the history: %s)',
  async (inHistory) => {
    kept = inHistory;
    const one = await desk();
    bench.raise('brief');
    bench.close('brief');
    const from = performance.now();
    await one.one.until(() => one.told('brief') === 1, 'told');
    expect(performance.now() - from).toBeLessThan(FOLLOW_MS / 2);
    expect(one.gaps()[0]).toMatchObject({ why: 'passed', alarmCount: 1, complete: true });
    expect(one.gaps()[0]?.alarms[0]?.closedAt).not.toBeNull();
    expect([one.shown('brief'), one.one.mirror.alarms.has('brief')]).toEqual([0, false]);
    const { disk } = one.host;
    const marks = () =>
      (disk.records as JournalRecord[]).filter(
        (record) => record.k === 'notified' && record.ids.includes('brief'),
      ).length;
    await until(() => marks() === 1);
    bench.raise('next');
    await one.one.until(() => one.one.mirror.alarms.has('next'), 'the next');
    expect([one.told('brief'), one.gaps().length, marks()]).toEqual([1, 1, 1]);
  },
);

test('one that stood on the screen is not told when it is over', async () => {
  const one = await desk();
  bench.raise('seen');
  await one.one.until(() => one.one.mirror.alarms.has('seen'), 'seen');
  bench.close('seen');
  bench.raise('brief');
  bench.close('brief');
  await one.one.until(() => one.told('brief') === 1, 'told');
  expect([one.told('seen'), one.gaps()[0]?.alarmCount]).toEqual([0, 1]);
});

test('a crash before it was told leaves it to the next start, which tells it once', async () => {
  const one = await desk();
  one.one.acks = false;
  bench.raise('brief');
  const { disk } = one.host;
  await until(() => disk.records.some((record) => JSON.stringify(record).includes('"brief"')));
  one.kill();
  bench.close('brief');
  const next = await bench.console(disk);
  next.one.sub('alarms');
  const told = () => one.shown('brief') + next.shown('brief') + next.told('brief');
  await until(() => told() > 0);
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(told()).toBe(1);
});

test('a frame that hangs in a window and a notification that is denied have shown nothing', async () => {
  const one = await desk('denied');
  one.one.acks = false;
  bench.raise('other');
  await until(() => one.shown('other') === 1);
  bench.raise('brief');
  await until(() => one.shown('brief') === 1);
  bench.close('brief');
  const two = one.window();
  await two.until(
    () => (two.latest.reconcile ?? []).some(({ alarms }) => alarms.some(({ id }) => id === 'brief')),
    'told to the window that lives',
  );
});
