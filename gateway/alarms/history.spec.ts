import Database from 'libsql';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { raiseAlarm, stepAlarm, type Alarm } from '../../contract/alarm.ts';
import { feedMs, wallMs } from '../../contract/time.ts';
import { openAlarmHistory, REPLAY_CHARS, type AlarmHistory, type HistorySql } from './history.ts';

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

it('replays to a console what closed after its last id, in pages, and says where the history ends', () => {
  expect(history.replay('demo', { after: null, limit: 10 })).toEqual({ items: [], next: null, last: 0 });
  for (let n = 1; n <= 5; n++) history.add('demo', closed(`a${String(n)}`, n, n + 10), wallMs(n * 100));
  history.add('other', closed('b', 1, 2), wallMs(600));
  expect(history.replay('demo', { after: null, limit: 10 })).toEqual({ items: [], next: null, last: 6 });
  const first = history.replay('demo', { after: 1, limit: 2 });
  expect(first).toMatchObject({ items: [{ historyId: 2 }, { historyId: 3 }], next: 3, last: 6 });
  const second = history.replay('demo', { after: 3, limit: 2 });
  expect(second.items.map((row) => row.alarm.id)).toEqual(['a4', 'a5']);
  expect(second.next).toBeNull();
  expect(history.replay('demo', { after: 90, limit: 2 })).toEqual({ items: [], next: null, last: 6 });
  history.prune(wallMs(1_000));
  expect(history.replay('demo', { after: 0, limit: 2 })).toEqual({ items: [], next: null, last: 6 });
});

it('replays by the gateway\u2019s clock where the ids are another history\u2019s, also over a clock that went back', () => {
  for (const [n, wall] of [100, 500, 300, 400].entries())
    history.add('demo', closed(`a${String(n)}`, n, n + 10), wallMs(wall));
  const ids = (since: number) =>
    history.replay('demo', { after: 0, limit: 10, since: wallMs(since) }).items.map(({ alarm }) => alarm.id);
  expect(ids(300)).toEqual(['a1', 'a2', 'a3']);
  expect(ids(350)).toEqual(['a1', 'a3']);
  expect(ids(501)).toEqual([]);
});

it('bounds a page by its bytes, and goes on behind it', () => {
  const long = 'x'.repeat(REPLAY_CHARS);
  for (const id of ['a', 'b'])
    history.add('demo', { ...closed(id, 0, 1), facts: { reason: long } }, wallMs(1));
  const page = history.replay('demo', { after: 0, limit: 10 });
  expect([page.items.length, page.next]).toEqual([1, 1]);
  expect(history.replay('demo', { after: 1, limit: 10 })).toMatchObject({
    items: [{ historyId: 2 }],
    next: null,
  });
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
