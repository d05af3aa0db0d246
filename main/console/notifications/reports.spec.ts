import { expect, test } from 'vitest';
import type { ReportRequest } from '../../../contract/alarm/report.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { Counters } from '../counters.ts';
import type { JournalRecord } from '../journal/records.ts';
import { JournalState, MAX_UNTOLD } from '../journal/state.ts';
import { FakeClock } from '../testing/clock.ts';
import { OutcomeReports } from './reports.ts';

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function rig(state = new JournalState()) {
  const clock = new FakeClock();
  const counters = new Counters();
  const written: JournalRecord[] = [];
  const sent: ReportRequest[] = [];
  const answers: Result<unknown>[] = [];
  const reports = new OutcomeReports({
    clock,
    counters,
    desk: () => 'Desk 2',
    keeper: {
      state,
      write: (records, done = () => undefined) => {
        for (const record of records) state.apply(record);
        written.push(...records);
        done();
      },
    },
  });
  const namespace = {
    request: (_event: string, args: unknown) => {
      sent.push(args as ReportRequest);
      return Promise.resolve(answers.shift() ?? ok(ok({ taken: 1 })));
    },
  };
  return { clock, counters, written, sent, answers, reports, namespace, state };
}

test('written down before it is sent, and crossed off when the gateway has it', async () => {
  const { reports, namespace, written, sent, state } = rig();
  reports.add('received', ['a', 'b']);
  expect(sent).toEqual([]);
  reports.use(namespace);
  await settled();
  expect(sent[0]).toMatchObject({ console: 'Desk 2' });
  reports.add('failed', ['a'], 'no daemon');
  await settled();
  expect(sent.map(({ reports: list }) => list)).toEqual([
    [
      { alarmId: 'a', what: 'received' },
      { alarmId: 'b', what: 'received' },
    ],
    [{ alarmId: 'a', what: 'failed', detail: 'no daemon' }],
  ]);
  expect(written.map(({ k }) => k)).toEqual(['report', 'told', 'report', 'told']);
  expect(state.reports.size).toBe(0);
});

test('what a cut or the end of the process left is sent by the next one, once', async () => {
  const first = rig();
  first.answers.push(fail('timeout', 'cut'));
  first.reports.use(first.namespace);
  first.reports.add('shown', ['a']);
  await settled();
  expect(first.clock.pending).toBe(1);
  first.reports.dispose();
  const next = rig();
  for (const record of first.state.records()) next.state.apply(record);
  next.reports.use(next.namespace);
  await settled();
  expect(next.sent.flatMap(({ reports: list }) => list)).toEqual([{ alarmId: 'a', what: 'shown' }]);
  expect(next.state.nextReport()).toBe(2);
});

test('asked again later where the gateway is busy, given up where it can never read it', async () => {
  const { reports, namespace, answers, sent, clock, counters, state } = rig();
  answers.push(ok(fail('busy', 'too many')), ok(fail('bad-request', 'no')), ok({ nonsense: 1 }));
  reports.use(namespace);
  reports.add('shown', ['a']);
  await settled();
  expect(state.reports.size).toBe(1);
  clock.advance(10_000);
  await settled();
  expect([sent.length, state.reports.size]).toEqual([2, 0]);
  reports.add('shown', ['b']);
  await settled();
  expect(counters.snapshot()).toMatchObject({
    'report-busy': 1,
    'report-refused': 2,
    'bad-report-answer': 1,
  });
});

test('ten thousand alarms fit the gateway\u2019s messages; past the bound the oldest go, counted', async () => {
  const { reports, namespace, sent, counters, state } = rig();
  const ids = Array.from(
    { length: 10_000 },
    (_, i) => `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
  );
  reports.add('failed', ids, 'x'.repeat(500));
  for (let i = 0; i < MAX_UNTOLD; i += 1) reports.add('shown', [`s${String(i)}`]);
  expect(counters.snapshot()['report-lost']).toBe(40);
  expect(state.reports.size).toBe(MAX_UNTOLD);
  reports.add('failed', ids, 'x'.repeat(500));
  reports.use(namespace);
  for (let i = 0; i < 100; i += 1) await settled();
  expect(Math.max(...sent.map((request) => JSON.stringify(request).length))).toBeLessThan(64 * 1_024);
  expect(new Set(sent.flatMap(({ reports: list }) => list.map(({ alarmId }) => alarmId))).size).toBe(
    10_000 + 960,
  );
});
