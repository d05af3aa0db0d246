import { expect, test } from 'vitest';
import { wallMs } from '../../../contract/time.ts';
import { Counters } from '../counters.ts';
import { FakeClock } from '../testing/clock.ts';
import { TestDisk } from '../testing/journal.ts';
import { anAlarm } from '../testing/values.ts';
import { COMPACT_AFTER, JournalKeeper, MAX_QUEUED, PATIENCE_MS, RETRY_MS } from './keeper.ts';
import type { JournalRecord } from './records.ts';

const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
function open(disk = new TestDisk()) {
  const clock = new FakeClock();
  const counters = new Counters();
  let changes = 0;
  const changed = () => void (changes += 1);
  const keeper = new JournalKeeper({ journal: disk.journal(), clock, counters, log: quiet, changed });
  return { disk, clock, counters, keeper, changes: () => changes };
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
const raised = (id: string): JournalRecord => ({
  k: 'raised',
  alarm: { ...anAlarm(id, { raisedWall: wallMs(1_700_000_000_000) }), facts: {} },
});
const shown = (id: string): JournalRecord => ({ k: 'notified', ids: [id] });

test('done is called when it is on the disk, and what comes meanwhile goes as one', async () => {
  const { keeper, disk } = open();
  const on: number[] = [];
  for (const id of ['a', 'b', 'c']) keeper.write([raised(id)], () => void on.push(disk.records.length));
  expect([on, keeper.state.knows('c')]).toEqual([[], true]);
  await settle();
  expect(on).toEqual([1, 3, 3]);
  expect(disk.steps.map(({ records }) => records.length)).toEqual([1, 2]);
});

test('the next process has what was written', async () => {
  const { keeper, disk } = open();
  keeper.write([raised('a'), raised('b'), shown('a')]);
  await settle();
  const next = open(disk).keeper;
  await next.load();
  expect(next.state.pending().map(({ id }) => id)).toEqual(['b']);
  expect(next.state.knows('a')).toBe(true);
});

test('what cannot be read is counted, the rest is used, and the file is written anew', async () => {
  const disk = new TestDisk();
  disk.records = [raised('a'), { k: 'nonsense' }, 7, raised('b')];
  disk.damaged = 2;
  const { keeper, counters } = open(disk);
  await keeper.load();
  await settle();
  expect(counters.get('journal-damaged')).toBe(4);
  expect(disk.records).toEqual([raised('a'), raised('b')]);
});

test('a full disk: nobody waits, the operator is told, and all of it is written when there is room', async () => {
  const { keeper, disk, counters, clock, changes } = open();
  disk.fate = () => 'full';
  let done = 0;
  const count = () => void (done += 1);
  keeper.write([raised('a')], count);
  keeper.write([raised('b')], count);
  await settle();
  expect(done).toBe(2);
  expect(keeper.trouble).toContain('no space');
  expect(counters.get('journal-full')).toBe(1);
  keeper.write([raised('c')], count);
  expect(done).toBe(3);
  disk.fate = () => null;
  clock.advance(RETRY_MS);
  await settle();
  expect([keeper.trouble, changes()]).toEqual([null, 2]);
  expect(disk.records).toEqual([raised('a'), raised('b'), raised('c')]);
  keeper.write([raised('d')]);
  await settle();
  expect(disk.records).toHaveLength(4);
});

test('a journal that cannot be read is left alone', async () => {
  const disk = new TestDisk();
  disk.records = [raised('a')];
  disk.fate = (step) => (step === 'load' ? 'full' : null);
  const { keeper, clock } = open(disk);
  await keeper.load();
  keeper.write([raised('b')]);
  clock.advance(RETRY_MS * 10);
  await settle();
  expect(keeper.trouble).not.toBeNull();
  expect(disk.records).toEqual([raised('a')]);
});

test('is written anew when it has grown, and does not queue without end', async () => {
  const { keeper, disk } = open();
  for (let n = 0; n < 11; n += 1) {
    keeper.write(Array.from({ length: COMPACT_AFTER / 10 }, () => shown('a')));
    await settle();
  }
  expect(disk.steps.at(-1)?.step).toBe('replace');
  expect(disk.records).toEqual([shown('a')]);
  keeper.write([shown('b')]);
  keeper.write(Array.from({ length: MAX_QUEUED + 1 }, () => shown('c')));
  await settle();
  expect(disk.records).toEqual([{ k: 'notified', ids: ['a', 'b', 'c'] }]);
});

test('a disk that hangs holds up nobody for longer than a moment, and leaves no timer', async () => {
  const { keeper, disk, clock, counters } = open();
  disk.fate = () => 'before';
  let done = 0;
  const count = () => void (done += 1);
  keeper.write([raised('a')], count);
  await settle();
  keeper.write([raised('b')], count);
  expect(done).toBe(0);
  clock.advance(PATIENCE_MS);
  expect([done, counters.get('journal-slow')]).toEqual([2, 1]);
  keeper.write([raised('c')], count);
  expect(done).toBe(3);
  expect(clock.pending).toBe(0);
  keeper.dispose();
});
