import Database from 'libsql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { raiseAlarm, stepAlarm, type Alarm } from '../../contract/alarm.ts';
import { feedMs, wallMs } from '../../contract/time.ts';
import { openAlarmHistory, type AlarmHistory, type HistorySql } from './history.ts';

let db: Database.Database;
let history: AlarmHistory;

beforeEach(() => {
  db = new Database(':memory:');
  history = openAlarmHistory(db as unknown as HistorySql);
});
afterEach(() => {
  db.close();
});

function closed(id: string, raised: number, ended: number): Alarm {
  const alarm = raiseAlarm({
    id,
    rule: 'late',
    priority: 2,
    routeId: 'r1',
    vehicleId: null,
    facts: { adherence: 400 },
    at: feedMs(raised),
    wall: wallMs(1),
  });
  const acknowledged = stepAlarm(alarm, { type: 'acknowledge', at: feedMs(ended), by: 'd', comment: null });
  return stepAlarm(acknowledged, { type: 'clear', at: feedMs(ended) });
}

it('gives back whole alarms by page, in the order of closing', () => {
  for (let n = 0; n < 5; n++) history.add('demo', closed(`a${String(n)}`, n, n + 10), wallMs(n));
  const first = history.page('demo', { limit: 2 });
  expect(first.items.map((row) => row.alarm.id)).toEqual(['a0', 'a1']);
  expect(first.items[0]?.alarm).toEqual(closed('a0', 0, 10));
  const second = history.page('demo', { limit: 3, after: first.next ?? -1 });
  expect(second.items.map((row) => row.alarm.id)).toEqual(['a2', 'a3', 'a4']);
  expect(second.next).toBeNull();
});

it('finds what overlapped a span of feed time', () => {
  history.add('demo', closed('early', 100, 200), wallMs(1));
  history.add('demo', closed('across', 150, 400), wallMs(1));
  history.add('demo', closed('after', 500, 600), wallMs(1));
  const page = history.page('demo', { from: feedMs(250), to: feedMs(450), limit: 10 });
  expect(page.items.map((row) => row.alarm.id)).toEqual(['across']);
});

it('keeps tenants apart, an alarm once, and refuses an open one', () => {
  history.add('demo', closed('a', 0, 1), wallMs(1));
  history.add('demo', closed('a', 0, 1), wallMs(1));
  expect(history.page('demo', { limit: 10 }).items).toHaveLength(1);
  expect(history.page('other', { limit: 10 }).items).toEqual([]);
  expect(() => {
    history.add('demo', { ...closed('b', 0, 1), closedAt: null }, wallMs(1));
  }).toThrow('not closed');
});

it('forgets what is older than its retention and never reuses a history id', () => {
  history.add('demo', closed('old', 0, 1), wallMs(100));
  history.add('demo', closed('new', 0, 1), wallMs(300));
  const last = history.page('demo', { limit: 10 }).items.at(-1)?.historyId ?? 0;
  expect(history.prune(wallMs(200))).toBe(1);
  expect(history.prune(wallMs(400))).toBe(1);
  history.add('demo', closed('next', 0, 1), wallMs(500));
  expect(history.page('demo', { limit: 10 }).items[0]?.historyId).toBe(last + 1);
});
