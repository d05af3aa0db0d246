import { afterEach, beforeEach, expect, test } from 'vitest';
import { ok } from '../../../contract/result.ts';
import type { Entry } from '../../../contract/stream.ts';
import { wallMs } from '../../../contract/time.ts';
import { openAlarmHistory } from '../../../gateway/alarms/history.ts';
import { openEdge, until } from '../../../gateway/push/harness.ts';
import { anAlarm } from '../testing/values.ts';
import type { Fate } from '../testing/journal.ts';
import type { JournalRecord } from '../journal/records.ts';
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

const kinds = (records: readonly unknown[]) => records.map((record) => (record as JournalRecord).k);
const at = (kind: JournalRecord['k'], fate: Fate) => (_step: string, records: readonly unknown[]) =>
  kinds(records).includes(kind) ? fate : null;

/** Each step at which a console can die, and how often alarm `a` is shown by both lives together. */
const STEPS: [JournalRecord['k'], Fate, number][] = [
  ['raised', 'before', 1],
  ['raised', 'after', 1],
  // It was shown and not yet crossed off: no system can know which of the two, and a repeat is the lesser harm.
  ['notified', 'before', 2],
  ['notified', 'after', 1],
  ['place', 'before', 1],
  ['place', 'after', 1],
  ['gap', 'before', 1],
  ['gap', 'torn', 1],
  ['gap', 'after', 1],
];

test.each(STEPS)(
  'killed at %s, %s: nothing is missed, and `a` is shown %i times',
  async (kind, fate, times) => {
    const { raise, close } = bench;
    const first = await bench.console();
    const { disk } = first.host;
    await first.live();
    await first.placed();
    disk.fate = at(kind, fate);
    raise('a');
    if (kind !== 'raised' && kind !== 'notified') {
      await until(() => first.shown('a') === 1 && kinds(disk.records).includes('notified'));
      await bench.offline(first, () => {
        raise('g');
        close('g');
      });
    }
    await until(() => disk.died);
    first.kill();
    disk.fate = () => null;
    if (kind === 'raised' || kind === 'notified') {
      raise('g');
      close('g');
    }
    raise('b', 'c');
    close('c');

    const second = await bench.console(disk);
    await second.live();
    await until(() => second.told('c') === 1 && second.shown('b') === 1);
    await until(() => first.shown('a') + second.shown('a') >= times);
    // Whatever would come too often comes now.
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(first.shown('a') + second.shown('a')).toBe(times);
    expect([second.shown('b'), second.told('c'), second.told('g')]).toEqual([1, 1, 1]);
  },
);

test('what was written down and not shown is shown at the next start, without a gateway', async () => {
  const first = await bench.console();
  await first.live();
  await first.placed();
  first.host.disk.fate = at('raised', 'after');
  bench.raise('a');
  await until(() => first.host.disk.died);
  first.kill();
  first.host.disk.fate = () => null;
  bench.proxy.down(true);
  const second = await bench.console(first.host.disk);
  expect([first.shown('a'), second.shown('a')]).toEqual([0, 1]);
  second.kill();
  await until(() => kinds(first.host.disk.records).at(-1) === 'notified');
  const third = await bench.console(first.host.disk);
  expect(third.screen).toEqual([]);
});

test.each([
  ['command', 'before', 0],
  ['command', 'after', 1],
  ['settled', 'before', 1],
  ['settled', 'after', 1],
] as const)('a command whose console is killed at %s, %s has %i effect', async (kind, fate, effects) => {
  const { edge, proxy } = bench;
  edge.view.answer = () => ok(anAlarm('a', { acknowledged: true }) as unknown as Entry);
  const first = await bench.console();
  await first.live();
  await first.placed();
  const { disk } = first.host;
  disk.fate = at(kind, fate);
  void first.one.call('acknowledge', { alarmId: 'a' });
  await until(() => disk.died);
  first.kill();
  proxy.cut();
  disk.fate = () => null;
  const second = await bench.console(disk);
  await second.live();
  await until(() => edge.view.commands.length >= effects);
  await until(
    () =>
      kinds(disk.records).filter((k) => k === 'settled').length ===
      kinds(disk.records).filter((k) => k === 'command').length,
  );
  expect(edge.view.commands).toHaveLength(effects);
  expect(second.screen).toEqual([]);
});

test('a command whose time is up is dropped, and the operator is told', async () => {
  const first = await bench.console();
  await first.live();
  await first.placed();
  first.host.disk.fate = at('command', 'after');
  void first.one.call('acknowledge', { alarmId: 'a' });
  await until(() => first.host.disk.died);
  first.kill();
  const { disk } = first.host;
  disk.fate = () => null;
  for (const record of disk.records as JournalRecord[])
    if (record.k === 'command') record.command.expiresAt = Date.now() - 1;
  const second = await bench.console(disk);
  expect(second.screen).toEqual([
    { id: 'commands', title: '1 command was not carried out: acknowledgement' },
  ]);
  await second.live();
  expect(bench.edge.view.commands).toEqual([]);
});

test('another user finds nothing of the one before: no alarm, no command, no gap', async () => {
  const first = await bench.console();
  await first.live();
  await first.placed();
  first.host.disk.fate = at('command', 'after');
  void first.one.call('acknowledge', { alarmId: 'a' });
  await until(() => first.host.disk.died);
  first.kill();
  const { disk } = first.host;
  disk.fate = () => null;
  const second = await bench.console(disk, await bench.edge.token('dispatcher', 'desk-9'));
  await second.live();
  expect(second.one.latest.link?.counters['command-abandoned']).toBe(1);
  expect([bench.edge.view.commands, second.screen, second.gaps()]).toEqual([[], [], []]);
  expect(JSON.stringify(disk.records)).not.toContain('eyJ');
});

test('a full disk: the alarm is shown all the same, and the link says why memory will not last', async () => {
  const desk = await bench.console();
  await desk.live();
  await desk.placed();
  desk.host.disk.fate = () => 'full';
  bench.raise('a');
  await until(() => desk.shown('a') === 1);
  await desk.one.until(() => desk.one.latest.link?.reason?.code === 'no-journal', 'said');
  expect(desk.one.latest.link).toMatchObject({ phase: 'live', counters: { 'journal-full': 1 } });
  expect(desk.one.latest.link?.reason?.message).toContain('no space left');
});
