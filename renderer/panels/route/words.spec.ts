import { expect, test } from 'vitest';
import { raiseAlarm, stepAlarm, type Alarm } from '../../../contract/alarm.ts';
import { createStrings } from '../../../contract/strings/index.ts';
import { feedMs, wallMs } from '../../../contract/time.ts';
import { alarmsOf } from './alarms.ts';
import { aStop } from './testing.ts';
import { inMinutes, margin, outcomeWord } from './words.ts';

const strings = createStrings('en-GB', 'UTC');

test('a margin is signed, an error never nothing', () => {
  expect([null, 0, 29, 720, -90].map((s) => margin(s, strings))).toEqual(['', '0', '0', '+12', '\u22122']);
  expect([null, 0, 170].map((s) => inMinutes(s, strings))).toEqual(['', '\u00b1 1', '\u00b1 3']);
});

test('what is done says how', () => {
  expect(outcomeWord(aStop({ state: 'done', outcome: 'delivered' }), strings)).toBe('delivered');
  expect(outcomeWord(aStop({ state: 'done', outcome: 'arrived' }), strings)).toBe('visited');
  expect(outcomeWord(aStop({ state: 'failed', outcome: 'failed' }), strings)).toBe('failed');
  expect(outcomeWord(aStop(), strings)).toBe('to come');
});

test('a route shows its own open alarms, those that wait for somebody first', () => {
  const alarm = (id: string, routeId: string, priority: 1 | 2 | 3, at: number): Alarm =>
    raiseAlarm({
      id,
      rule: 'late',
      priority,
      routeId,
      vehicleId: null,
      facts: {},
      at: feedMs(at),
      wall: wallMs(at),
    });
  const acknowledge = { type: 'acknowledge', at: feedMs(9), by: 'desk-1', comment: null } as const;
  const handled = stepAlarm(alarm('handled', '1', 1, 5), acknowledge);
  const closed = stepAlarm(stepAlarm(alarm('closed', '1', 1, 5), acknowledge), {
    type: 'clear',
    at: feedMs(9),
  });
  const all = [closed, handled, alarm('old', '1', 2, 1), alarm('new', '1', 2, 2), alarm('other', '2', 1, 3)];
  expect(alarmsOf(all, '1').map(({ id }) => id)).toEqual(['new', 'old', 'handled']);
});
