import { expect, test } from 'vitest';
import type { Alarm } from '../../../contract/alarm.ts';
import type { NotificationOutcome } from '../../../contract/bridge.ts';
import { createStrings } from '../../../contract/strings/index.ts';
import { Counters } from '../counters.ts';
import type { NotificationRequest } from '../ports.ts';
import { FakeClock } from '../testing/clock.ts';
import { TestWindow } from '../testing/window.ts';
import { anAlarm } from '../testing/values.ts';
import { WindowNotifications } from './by-window.ts';
import { MAX_REMEMBERED, Notifier, SUMMARY_ID } from './notifier.ts';

function rig() {
  const clock = new FakeClock();
  const counters = new Counters();
  const alarms = new Map<string, Alarm>();
  const shown: NotificationRequest[] = [];
  const dismissed: string[] = [];
  const opened: (string | null)[] = [];
  let report: (outcome: NotificationOutcome) => void = () => undefined;
  const notifier = new Notifier({
    clock,
    counters,
    strings: createStrings('en-GB', 'UTC'),
    alarms: () => alarms,
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
    report: (o: NotificationOutcome) => report(o),
  };
}
const many = (n: number, part: Partial<Alarm> = {}) =>
  Array.from({ length: n }, (_, i) => anAlarm(`m${String(i)}`, part));

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
  expect(ids()).toEqual(['m0', 'm1', 'm2', 'm3', 'm4', SUMMARY_ID, SUMMARY_ID, SUMMARY_ID]);
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
  const { come, ids } = rig();
  come([anAlarm('first')]);
  come(many(MAX_REMEMBERED - 1));
  come([anAlarm('first')]);
  expect(ids().filter((id) => id === 'first')).toHaveLength(1);
  come([anAlarm('one more')]);
  come([anAlarm('first')]);
  expect(ids().length).toBeGreaterThan(3);
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
