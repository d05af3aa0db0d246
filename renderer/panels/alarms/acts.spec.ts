import { describe, expect, it } from 'vitest';
import { raiseAlarm, type Alarm } from '../../../contract/alarm.ts';
import type { PendingAct } from '../../../contract/alarm/acts.ts';
import { pointOf } from '../../../contract/alarm/point.ts';
import type { Failure } from '../../../contract/result.ts';
import { createStrings } from '../../../contract/strings/index.ts';
import { feedMs, wallMs } from '../../../contract/time.ts';
import { pendingOf, refusalText } from './acts.ts';

const alarm: Alarm = raiseAlarm({
  id: 'a',
  rule: 'breakdown',
  priority: 1,
  routeId: '4',
  vehicleId: null,
  facts: {},
  at: feedMs(1),
  wall: wallMs(1),
});
const act = (more: Partial<PendingAct>): PendingAct => ({
  id: 'c',
  type: 'claim',
  alarmIds: ['a'],
  point: null,
  at: wallMs(1),
  refused: [],
  ...more,
});

describe('an act on its way', () => {
  it('is found by its alarm or its point, and no more once it is refused', () => {
    expect(pendingOf([act({})], alarm)?.id).toBe('c');
    expect(pendingOf([act({ type: 'shelve', alarmIds: [], point: pointOf(alarm) })], alarm)?.type).toBe(
      'shelve',
    );
    expect(pendingOf([act({ alarmIds: ['b'] })], alarm)).toBeNull();
    expect(
      pendingOf([act({ refused: [{ alarmId: null, error: { code: 'expired', message: '' } }] })], alarm),
    ).toBeNull();
  });
});

describe('an act that came to nothing', () => {
  const strings = createStrings('en-GB', 'UTC');
  const say = (error: Failure, more: Partial<PendingAct> = {}): string =>
    refusalText(act({ refused: [{ alarmId: null, error }], ...more }), new Map([['a', alarm]]), strings);

  it('says who was quicker, and when', () => {
    const winner = { by: 'mia', console: 'desk 2', at: Date.UTC(2026, 0, 5, 14, 5, 9) };
    expect(say({ code: 'conflict', message: '', winner })).toBe(
      'Breakdown reported, not claimed: desk 2 was quicker, at 14:05:09',
    );
  });

  it('says why in the operator\u2019s words, the gateway\u2019s own only where there are none', () => {
    expect(say({ code: 'expired', message: 'x' })).toContain('was not reached in time');
    expect(say({ code: 'bad-request', message: 'must be at most 60' }, { alarmIds: [] })).toBe(
      'Not claimed: the gateway refused it: must be at most 60',
    );
  });

  it('names the first of many and counts the others', () => {
    const error = { code: 'conflict', message: '' } as const;
    const refused = ['a', 'b', 'c'].map((alarmId) => ({ alarmId, error }));
    const text = refusalText(act({ type: 'acknowledgeMany', refused }), new Map([['a', alarm]]), strings);
    expect(text).toBe(
      'Breakdown reported, not acknowledged: it has changed since; look at it again; and 2 more',
    );
  });
});
