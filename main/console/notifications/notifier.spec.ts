import { expect, test } from 'vitest';
import type { Alarm } from '../../../contract/alarm.ts';
import { createStrings } from '../../../contract/strings/index.ts';
import { Counters } from '../counters.ts';
import type { NotificationRequest, TellOutcome } from '../ports.ts';
import { FakeClock } from '../testing/clock.ts';
import { TestWindow } from '../testing/window.ts';
import { anAlarm } from '../testing/values.ts';
import { WindowNotifications } from './by-window.ts';
import { JournalState, MAX_KNOWN } from '../journal/state.ts';
import { FloodWatch } from './flood.ts';
import { journalLedger } from './ledger.ts';
import { Notifier, SUMMARY_ID, SUMMARY_MS } from './notifier.ts';

function rig() {
  const clock = new FakeClock();
  const counters = new Counters();
  const alarms = new Map<string, Alarm>();
  const shown: NotificationRequest[] = [];
  const dismissed: string[] = [];
  const opened: (string | null)[] = [];
  const state = new JournalState();
  /** Whether the disk has answered: until then nothing may be shown. */
  const disk: { slow: boolean; waiting: (() => void)[] } = { slow: false, waiting: [] };
  const ledger = journalLedger({
    state,
    write: (records, done = () => undefined) => {
      for (const record of records) state.apply(record);
      if (disk.slow) disk.waiting.push(done);
      else done();
    },
  });
  let report: TellOutcome = () => undefined;
  const outcomes: string[] = [];
  const acknowledged: string[] = [];
  const received: string[] = [];
  const notifier = new Notifier({
    clock,
    counters,
    ledger,
    strings: createStrings('en-GB', 'UTC'),
    flood: new FloodWatch(),
    alarms: () => alarms,
    acknowledge: (id) => void acknowledged.push(id),
    heard: () => false,
    asked: () => undefined,
    shown: () => undefined,
    received: (list) => void received.push(...list.map(({ id }) => id)),
    outcome: (list, outcome) => void outcomes.push(...list.map((id) => `${id} ${outcome}`)),
    open: (id) => void opened.push(id),
    notifications: {
      supported: () => 'supported',
      dismiss: (id) => void dismissed.push(id),
      show: (request, outcome) => {
        shown.push(request);
        report = outcome;
      },
    },
  });
  const come = (list: readonly Alarm[], first = false): void => {
    for (const alarm of list) alarms.set(alarm.id, alarm);
    notifier.changed(
      list.map(({ id }) => id),
      first,
    );
  };
  const ids = () => shown.map(({ id }) => id);
  return {
    clock,
    counters,
    come,
    ids,
    shown,
    dismissed,
    opened,
    alarms,
    notifier,
    state,
    disk,
    outcomes,
    acknowledged,
    received,
    report: (...o: Parameters<TellOutcome>) => report(...o),
  };
}
const many = (n: number, part: Partial<Alarm> = {}) =>
  Array.from({ length: n }, (_, i) => anAlarm(`m${String(i)}`, part));

test('what stood when the gateway began is one summary and no flood', () => {
  const { come, ids, clock } = rig();
  come(Array.from({ length: 40 }, (_, i) => anAlarm(`s${String(i)}`, { stood: true })));
  expect(ids()).toEqual([SUMMARY_ID]);
  clock.advance(SUMMARY_MS);
  // In a flood it would join the summary.
  come([anAlarm('new')]);
  expect(ids()).toEqual([SUMMARY_ID, 'new']);
});

test('the same alarm again, changed or replayed, is not a second notification', () => {
  const { come, ids, dismissed } = rig();
  come([anAlarm('a')]);
  come([anAlarm('a', { version: 2 })]);
  expect(ids()).toEqual(['a']);
  come([anAlarm('a', { acknowledged: true })]);
  expect(dismissed).toEqual(['a']);
  come([anAlarm('b', { acknowledged: true })]);
  expect(ids()).toEqual(['a']);
});

test('what stood at the start: priority 1 by name while few, one summary else, the rest in the tray only', () => {
  const few = rig();
  few.come([...many(2, { priority: 1 }), anAlarm('p2')], true);
  expect(few.ids()).toEqual(['m0', 'm1']);
  expect(few.shown[0]?.urgent).toBe(true);
  const lots = rig();
  lots.come([...many(40, { priority: 1 }), anAlarm('p2')], true);
  expect(lots.ids()).toEqual([SUMMARY_ID]);
  expect(lots.shown[0]?.title).toBe('41 alarms are unacknowledged');
  expect(lots.shown[0]?.body).toBe('40 of priority 1');
});

test('a burst of single alarms turns into one summary that is replaced, and back after a while', () => {
  const { come, ids, clock } = rig();
  for (const alarm of many(8)) come([alarm]);
  expect(ids()).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', SUMMARY_ID]);
  clock.advance(SUMMARY_MS);
  expect(ids()).toHaveLength(7);
  clock.advance(6_000);
  come([anAlarm('later')]);
  expect(ids().at(-1)).toBe('later');
});

test('outcomes are counted, a click opens, a summary\u2019s click opens no alarm in particular', () => {
  const { come, counters, opened, report } = rig();
  come([anAlarm('a')]);
  report('shown');
  report('clicked');
  come(many(4));
  report('clicked');
  expect(opened).toEqual(['a', null]);
  expect(counters.snapshot()).toEqual({ 'notification-shown': 1, 'notification-clicked': 2 });
});

test('memory has a bound: only what is older than it can come twice', () => {
  const { come, ids, state, report } = rig();
  come([anAlarm('first')]);
  report('shown');
  come(many(MAX_KNOWN - 1));
  come([anAlarm('first')]);
  expect(ids().filter((id) => id === 'first')).toHaveLength(1);
  come([anAlarm('one more')]);
  expect([state.knows('first'), state.knows('one more')]).toEqual([false, true]);
});

test('nothing is shown before it is written down, and nothing that was answered meanwhile', () => {
  const { come, ids, disk, state, notifier, alarms } = rig();
  disk.slow = true;
  come([anAlarm('a'), anAlarm('b')]);
  expect(ids()).toEqual([]);
  expect(state.pending().map(({ id }) => id)).toEqual(['a', 'b']);
  alarms.set('b', anAlarm('b', { acknowledged: true }));
  notifier.changed(['b'], false);
  for (const done of disk.waiting) done();
  expect(ids()).toEqual(['a']);
  expect(state.pending().map(({ id }) => id)).toEqual(['a']);
});

test('only what was shown is crossed off; a failure stays, and an answered one goes', () => {
  const { come, report, state, alarms, notifier } = rig();
  const pending = () => state.pending().map(({ id }) => id);
  come([anAlarm('a')]);
  report('failed');
  expect(pending()).toEqual(['a']);
  come([anAlarm('b')]);
  report('shown');
  expect(pending()).toEqual(['a']);
  alarms.delete('a');
  notifier.changed(['a'], false);
  expect(pending()).toEqual([]);
});

test('what failed for want of a window is shown when there is one, unless it was answered meanwhile', () => {
  const { come, ids, report, notifier, alarms } = rig();
  come([anAlarm('a')]);
  report('failed');
  come([anAlarm('b')]);
  report('failed');
  notifier.tell('commands', 'not sent', '');
  report('failed');
  alarms.set('b', anAlarm('b', { acknowledged: true }));
  notifier.changed(['b'], false);
  notifier.retry();
  expect(ids()).toEqual(['a', 'b', 'commands', 'a', 'commands']);
  report('shown');
  notifier.retry();
  expect(ids()).toHaveLength(5);
});

test('a summary crosses off all that it stands for, replaced ones included', () => {
  const { come, report, state, clock } = rig();
  come(many(4));
  come([...'vwxyz'].map((id) => anAlarm(id)));
  clock.advance(SUMMARY_MS);
  expect(state.pending()).toHaveLength(9);
  report('shown');
  expect(state.pending()).toEqual([]);
});

test('a flood: one toast that is brought up to date, those by name give way, and none is lost', () => {
  const { come, ids, shown, dismissed, outcomes, received, report, state, clock } = rig();
  come([anAlarm('first')]);
  report('shown');
  for (let i = 0; i < 1_000; i += 1) {
    come([anAlarm(`f${String(i)}`)]);
    clock.advance(10);
  }
  clock.advance(SUMMARY_MS);
  expect(new Set(ids())).toEqual(new Set(['first', 'f0', 'f1', 'f2', 'f3', SUMMARY_ID]));
  // The notification by name was taken back, whatever came first.
  expect(dismissed).toEqual(expect.arrayContaining(['first', 'f0', 'f3']));
  expect(shown.filter(({ id }) => id === SUMMARY_ID).length).toBeLessThanOrEqual(8);
  expect(shown.at(-1)).toMatchObject({ title: '1,001 alarms in 10 min' });
  expect(shown.at(-1)?.body).toMatch(/^first: Route r1 is late, \+12 min · /);
  report('shown');
  expect(received).toHaveLength(1_001);
  expect(outcomes).toContain('f999 shown');
  expect(state.pending().map(({ id }) => id)).toEqual(['f0', 'f1', 'f2', 'f3']);
});

test('a priority 1 in the middle of a summary does not wait; its button acknowledges', () => {
  const { come, shown, acknowledged, opened, report } = rig();
  come(many(4));
  come([anAlarm('p1', { priority: 1 })]);
  expect(shown.at(-1)).toMatchObject({ id: 'p1', urgent: true, priority: 1, actions: true });
  report('clicked', { action: 'acknowledge' });
  expect([acknowledged, opened]).toEqual([['p1'], []]);
});

test('by window: no window, a window that leaves and a silent one have all failed', () => {
  const clock = new FakeClock();
  const ports: TestWindow[] = [];
  const outcomes: string[] = [];
  const by = new WindowNotifications(
    clock,
    () => ports,
    () => undefined,
  );
  const show = (id: string) => {
    by.show({ id, title: '', body: '', urgent: false }, (outcome) => void outcomes.push(`${id} ${outcome}`));
  };
  show('a');
  const port = new TestWindow();
  ports.push(port);
  show('b');
  by.left(port);
  show('c');
  clock.advance(10_000);
  expect(outcomes).toEqual(['a failed', 'b failed', 'c failed']);
  show('d');
  expect(by.outcome('d', 'unsupported')).toBe(true);
  expect(by.supported()).toBe('unsupported');
  expect(by.outcome('d', 'shown')).toBe(false);
  expect(clock.pending).toBe(0);
});
