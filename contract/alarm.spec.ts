import { describe, expect, it } from 'vitest';
import { alarmState, needsOperator, raiseAlarm, stepAlarm, type Alarm, type AlarmEvent } from './alarm.ts';
import { feedMs, wallMs } from './time.ts';

const raised = raiseAlarm({
  id: 'a',
  rule: 'late',
  priority: 2,
  routeId: 'r1',
  vehicleId: 'v1',
  facts: { adherence: 400 },
  at: feedMs(1_000),
  wall: wallMs(5_000),
});
const at = feedMs(2_000);
type Basic = 'clear' | 'reactivate' | 'update' | 'acknowledge';
const EVENTS: Record<Basic, AlarmEvent> = {
  clear: { type: 'clear', at },
  reactivate: { type: 'reactivate', at, facts: { adherence: 900 } },
  update: { type: 'update', at, facts: { adherence: 700 } },
  acknowledge: { type: 'acknowledge', at, by: 'desk-2', comment: 'called' },
};
const cleared = stepAlarm(raised, EVENTS.clear);
const acknowledged = stepAlarm(raised, EVENTS.acknowledge);
const closed = stepAlarm(acknowledged, EVENTS.clear);

/** The whole machine: state x event -> state; `same` is the very same object. */
const TABLE: [string, Alarm, Record<Basic, string>][] = [
  [
    'unacknowledged',
    raised,
    {
      clear: 'returned-unacknowledged',
      reactivate: 'same',
      update: 'unacknowledged',
      acknowledge: 'acknowledged',
    },
  ],
  [
    'acknowledged',
    acknowledged,
    { clear: 'normal', reactivate: 'same', update: 'acknowledged', acknowledge: 'same' },
  ],
  [
    'returned-unacknowledged',
    cleared,
    { clear: 'same', reactivate: 'unacknowledged', update: 'same', acknowledge: 'normal' },
  ],
  ['normal', closed, { clear: 'same', reactivate: 'same', update: 'same', acknowledge: 'same' }],
];

describe('alarm', () => {
  it('is raised active, unacknowledged and at version 1', () => {
    expect(raised).toMatchObject({ active: true, acknowledged: false, version: 1, closedAt: null });
    expect(needsOperator(raised)).toBe(true);
  });

  for (const [state, alarm, row] of TABLE) {
    for (const [type, outcome] of Object.entries(row)) {
      it(`${state} --${type}--> ${outcome}`, () => {
        expect(alarmState(alarm)).toBe(state);
        const next = stepAlarm(alarm, EVENTS[type as Basic]);
        if (outcome === 'same') {
          expect(next).toBe(alarm);
          return;
        }
        expect(alarmState(next)).toBe(outcome);
        expect(next.version).toBe(alarm.version + 1);
        expect(next.closedAt).toBe(outcome === 'normal' ? at : null);
      });
    }
  }

  it('keeps who acknowledged, when and why', () => {
    expect(acknowledged).toMatchObject({ ackBy: 'desk-2', ackAt: at, ackComment: 'called' });
  });
});
