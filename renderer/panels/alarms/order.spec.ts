import { describe, expect, it } from 'vitest';
import { raiseAlarm, stepAlarm, type Alarm, type Priority } from '../../../contract/alarm.ts';
import { feedMs, wallMs } from '../../../contract/time.ts';
import { groupAlarms, heldAlarms, nextAlarm, runningAge } from './order.ts';

const alarm = (id: string, priority: Priority, at: number): Alarm =>
  raiseAlarm({
    id,
    rule: 'late',
    priority,
    routeId: id,
    vehicleId: null,
    facts: {},
    at: feedMs(at),
    wall: wallMs(at),
  });
const acked = (one: Alarm): Alarm =>
  stepAlarm(one, { type: 'acknowledge', at: feedMs(9), by: 'desk-1', comment: null });
const ids = (alarms: readonly Alarm[]): string => alarms.map((one) => one.id).join('');

describe('groupAlarms', () => {
  it('puts the urgent first, then the new; what somebody has by age alone', () => {
    const groups = groupAlarms([
      alarm('a', 2, 5),
      alarm('b', 1, 1),
      alarm('c', 2, 7),
      acked(alarm('d', 1, 3)),
      acked(alarm('e', 3, 4)),
    ]);
    expect(ids(groups.unacknowledged)).toBe('bca');
    expect(ids(groups.acknowledged)).toBe('ed');
  });

  it('leaves what is suppressed to its own list', () => {
    const suppression = {
      kind: 'shelved',
      by: 'desk-1',
      console: null,
      at: wallMs(2),
      until: wallMs(9),
      reason: 'known',
    } as const;
    const shelved = stepAlarm(alarm('s', 1, 1), { type: 'suppress', at: feedMs(2), suppression });
    const groups = groupAlarms([
      shelved,
      stepAlarm(acked(alarm('t', 2, 1)), { type: 'suppress', at: feedMs(2), suppression }),
    ]);
    expect(ids(groups.unacknowledged) + ids(groups.acknowledged)).toBe('');
  });

  it('puts the worst first of what came at once', () => {
    const late = (id: string, adherence: number): Alarm => ({ ...alarm(id, 2, 5), facts: { adherence } });
    expect(ids(groupAlarms([late('a', 300), late('b', 3_300), late('c', 720)]).unacknowledged)).toBe('bca');
  });

  it('keeps what returned and nobody saw, and leaves out what is closed', () => {
    const returned = stepAlarm(alarm('r', 2, 1), { type: 'clear', at: feedMs(2) });
    const closed = stepAlarm(acked(alarm('x', 2, 1)), { type: 'clear', at: feedMs(2) });
    const groups = groupAlarms([returned, closed]);
    expect(ids(groups.unacknowledged) + ids(groups.acknowledged)).toBe('r');
  });
});

describe('under the pointer', () => {
  it('only what is new moves the rest', () => {
    expect(heldAlarms(['a', 'b', 'c'], ['n', 'b', 'c', 'a'])).toEqual(['n', 'a', 'b', 'c']);
    expect(heldAlarms(['a', 'b'], ['b'])).toEqual(['b']);
  });
});

describe('nextAlarm', () => {
  it('goes round, and begins with the most urgent', () => {
    const two = [alarm('a', 1, 1), alarm('b', 2, 1)];
    expect(nextAlarm(two, null)?.id).toBe('a');
    expect(nextAlarm(two, 'a')?.id).toBe('b');
    expect(nextAlarm(two, 'b')?.id).toBe('a');
    expect(nextAlarm([], 'a')).toBeNull();
  });
});

describe('runningAge', () => {
  it('reads as a running time', () => {
    expect([48_900, 1_604_000, 7_510_000, -5].map(runningAge)).toEqual(['0:48', '26:44', '2:05:10', '0:00']);
  });
});
