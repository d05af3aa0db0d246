import { describe, expect, test } from 'vitest';
import { raiseAlarm, stepAlarm, type Alarm, type AlarmRule } from '../alarm.ts';
import { feedMs, wallMs } from '../time.ts';
import { alarmText } from './alarm.ts';
import { createStrings } from './index.ts';

const strings = createStrings('en-GB', 'America/Chicago');
const at = feedMs(Date.UTC(2016, 11, 16, 20, 5, 9));
const alarm = (rule: AlarmRule, facts: Alarm['facts'], who: Partial<Alarm> = {}): Alarm => ({
  ...raiseAlarm({ id: 'a', rule, priority: 2, routeId: '225', vehicleId: '71', facts, at, wall: wallMs(0) }),
  ...who,
});
const said = (of: Alarm): readonly [string, string] => {
  const { title, facts } = alarmText(of, strings);
  return [title, facts];
};
const returned = (of: Alarm): Alarm => stepAlarm(of, { type: 'clear', at });

describe('an alarm says what happened, then what is at stake, and nothing twice', () => {
  test.each([
    [
      alarm('late', { adherence: 720, windowsAtRisk: 2, nextName: 'Elm St', colour: 'red' }),
      'Route 225 is late, +12 min',
      '2 windows at risk \u00b7 next Elm St \u00b7 van 71',
    ],
    [alarm('late', {}), 'Route 225 is late', 'van 71'],
    [alarm('late', { adherence: 400, windowsAtRisk: 0 }, { routeId: null }), 'Van 71 is late, +7 min', ''],
    [alarm('off-route', { nextName: 'Elm St' }), 'Van 71 is off its route', 'Route 225 \u00b7 next Elm St'],
    [alarm('silent', { lastSeen: at }), 'No position from van 71', 'Route 225 \u00b7 last 14:05:09'],
    [alarm('silent', {}, { vehicleId: null }), 'No position from route 225', ''],
    [alarm('silent', {}, { vehicleId: null, routeId: null }), 'No position from the fleet', ''],
    [
      alarm('failed-delivery', { reason: 'nobody home', stop: 40, stopName: 'Castro' }),
      'Delivery failed, nobody home',
      'Route 225 \u00b7 van 71 \u00b7 stop 41 \u00b7 Castro',
    ],
    [alarm('failed-delivery', { stop: 0 }, { routeId: null }), 'Delivery failed', 'Van 71 \u00b7 stop 1'],
    [alarm('breakdown', { reason: 'engine' }), 'Breakdown, engine', 'Route 225 \u00b7 van 71'],
    [alarm('breakdown', {}), 'Breakdown reported', 'Route 225 \u00b7 van 71'],
  ])('%#: %o', (of, title, facts) => {
    expect(said(of)).toEqual([title, facts]);
  });

  test('the head and its figure are the title, so that a list may colour the figure alone', () => {
    const { head, measure, title } = alarmText(alarm('late', { adherence: 720 }), strings);
    expect([head, measure]).toEqual(['Route 225 is late', '+12 min']);
    expect(title).toBe(`${head}, ${measure}`);
  });

  test('the body ends with the time in the fleet\u2019s zone and is never empty', () => {
    expect(alarmText(alarm('late', { windowsAtRisk: 1 }), strings).body).toBe(
      '1 window at risk \u00b7 van 71 \u00b7 14:05',
    );
    expect(alarmText(alarm('late', {}, { vehicleId: null }), strings).body).toBe('14:05');
  });
});

test.each([
  [
    alarm('late', { adherence: 720 }),
    'Returned: route 225 no longer late',
    '+12 min against plan \u00b7 van 71',
  ],
  [alarm('off-route', {}), 'Returned: van 71 back on its route', 'Route 225'],
  [alarm('silent', {}), 'Returned: van 71 heard again', 'Route 225'],
  [
    alarm('failed-delivery', { reason: 'nobody home' }),
    'Returned: failed delivery, the van went on',
    'Route 225 \u00b7 van 71 \u00b7 nobody home',
  ],
  [
    alarm('breakdown', { reason: 'engine' }),
    'Returned: the breakdown is over',
    'Route 225 \u00b7 van 71 \u00b7 engine',
  ],
])('what is over and was not acknowledged says so first: %#', (of, title, facts) => {
  expect(said(returned(of))).toEqual([title, facts]);
});
