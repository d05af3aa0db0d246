import { expect, test } from 'vitest';
import { raiseAlarm, stepAlarm, type Alarm } from '../../../contract/alarm.ts';
import type { Gap } from '../../../contract/bridge.ts';
import { createStrings } from '../../../contract/strings/index.ts';
import { feedMs, wallMs } from '../../../contract/time.ts';
import { gapAlarms, gapChanges } from './gap-rows.ts';

const AT = Date.UTC(2026, 0, 5, 14, 3);
const strings = createStrings('en-GB', 'UTC');
const alarm = (id: string, priority: 1 | 2 | 3, minute = 0): Alarm =>
  raiseAlarm({
    id,
    rule: 'breakdown',
    priority,
    routeId: '7',
    vehicleId: 'v7',
    facts: {},
    at: feedMs(AT + minute * 60_000),
    wall: wallMs(AT),
  });
const acknowledged = (one: Alarm): Alarm =>
  stepAlarm(one, { type: 'acknowledge', at: feedMs(AT + 60_000), by: 'desk-2', comment: null });
const over = (one: Alarm): Alarm => stepAlarm(one, { type: 'clear', at: feedMs(AT + 120_000) });
const gap = (part: Partial<Gap>): Gap => ({
  id: 1,
  from: wallMs(AT),
  to: wallMs(AT + 420_000),
  why: 'offline',
  alarms: [],
  alarmCount: 0,
  statusChanges: null,
  statusCount: null,
  complete: true,
  ...part,
});

test('what still needs somebody is first; what was raised and closed in between is there with both its times', () => {
  const alarms = [
    over(acknowledged(alarm('gone', 1))),
    acknowledged(alarm('theirs', 1)),
    alarm('later', 2, 2),
    alarm('mine', 2),
    over(alarm('returned', 1)),
  ];
  const rows = gapAlarms(gap({ alarms }), null, strings);
  expect(rows.map(({ alarm: { id }, state, span }) => [id, state, span])).toEqual([
    ['returned', 'over, not acknowledged', '14:03–14:05'],
    ['later', 'needs you', 'since 14:05'],
    ['mine', 'needs you', 'since 14:03'],
    ['gone', 'raised and closed meanwhile', '14:03–14:05'],
    ['theirs', 'acknowledged by desk-2', 'since 14:03'],
  ]);
});

test('says what an alarm is now, where the window has the alarms', () => {
  const alarms = [alarm('acked', 2), alarm('closed', 2)];
  const live = new Map([['acked', acknowledged(alarm('acked', 2))]]);
  expect(gapAlarms(gap({ alarms }), live, strings).map(({ state }) => state)).toEqual([
    'acknowledged by desk-2',
    'raised and closed meanwhile',
  ]);
});

test('orders status changes by what they ask of somebody, then by the name as a number', () => {
  const change = (routeId: string, after: 'late' | 'on-time') =>
    ({ routeId, before: 'at-stop', after }) as const;
  const statusChanges = [change('2', 'on-time'), change('10', 'late'), change('9', 'late')];
  expect(gapChanges(gap({ statusChanges })).map(({ routeId }) => routeId)).toEqual(['9', '10', '2']);
});
