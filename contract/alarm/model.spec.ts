import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alarmState,
  fullAlarmState,
  needsOperator,
  raiseAlarm,
  stepAlarm,
  type Alarm,
  type AlarmEvent,
} from '../alarm.ts';
import { feedMs, wallMs } from '../time.ts';
import { SUPPRESSIONS } from './operator.ts';

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

const at = fc.integer({ min: 2_000, max: 1e6 }).map(feedMs);
const act = fc.record({
  by: fc.constantFrom('ana', 'ben'),
  console: fc.constantFrom('desk-1', 'desk-2', null),
  at: fc.integer({ min: 2_000, max: 1e6 }).map(wallMs),
});
const facts = fc.record({ adherence: fc.integer({ min: 0, max: 900 }) });
const event: fc.Arbitrary<AlarmEvent> = fc.oneof(
  fc.record({ type: fc.constant('clear' as const), at }),
  fc.record({ type: fc.constant('reactivate' as const), at, facts }),
  fc.record({ type: fc.constant('update' as const), at, facts }),
  fc.record({
    type: fc.constant('acknowledge' as const),
    at,
    by: fc.constantFrom('ana', 'ben'),
    comment: fc.constant(null),
  }),
  fc.record({ type: fc.constant('claim' as const), at, claim: act }),
  fc.record({ type: fc.constant('release' as const), at }),
  fc.record({
    type: fc.constant('comment' as const),
    at,
    comment: act.map((who) => ({ ...who, text: 'called' })),
  }),
  fc.record({
    type: fc.constant('suppress' as const),
    at,
    suppression: fc
      .tuple(act, fc.constantFrom(...SUPPRESSIONS))
      .map(([who, kind]) => ({ ...who, kind, until: null, reason: 'works' })),
  }),
  fc.record({ type: fc.constant('unsuppress' as const), at }),
  fc.record({
    type: fc.constant('escalate' as const),
    at,
    escalation: fc.record({
      level: fc.constantFrom(0 as const, 1 as const, 2 as const),
      at: fc.constant(wallMs(9_000)),
      why: fc.constant('not-answered' as const),
    }),
  }),
  fc.record({ type: fc.constant('stand' as const), at }),
);

/** The standard's machine in its own words: three independent things, and when it is over. */
interface Model {
  active: boolean;
  acked: boolean;
  hidden: string | null;
  owner: string | null;
  level: number;
  occurrence: number;
  stood: boolean;
  over: boolean;
}

function advance(model: Model, event: AlarmEvent): Model {
  if (model.over) return model;
  switch (event.type) {
    case 'clear':
      return { ...model, active: false, over: model.acked };
    case 'reactivate':
      if (model.active) return model;
      return { ...model, active: true, level: -1, occurrence: model.occurrence + 1, stood: false };
    case 'acknowledge':
      return { ...model, acked: true, over: !model.active };
    case 'claim':
      return { ...model, owner: event.claim.by };
    case 'release':
      return { ...model, owner: null };
    case 'suppress':
      return { ...model, hidden: event.suppression.kind };
    case 'unsuppress':
      return model.hidden === null ? model : { ...model, hidden: null, stood: false, over: !model.active };
    case 'escalate':
      return { ...model, level: Math.max(model.level, event.escalation.level) };
    case 'stand':
      return { ...model, stood: true };
    case 'update':
    case 'comment':
      return model;
  }
}

const seen = (alarm: Alarm): Model => ({
  active: alarm.active,
  acked: alarm.acknowledged,
  hidden: alarm.suppression?.kind ?? null,
  owner: alarm.claim?.by ?? null,
  level: alarm.escalation?.level ?? -1,
  occurrence: alarm.occurrence,
  stood: alarm.stood,
  over: alarm.closedAt !== null,
});

describe('alarm machine', () => {
  it('does what its model does, over any sequence of events', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let alarm = raised;
        let model = seen(raised);
        for (const next of events) {
          const before = alarm;
          alarm = stepAlarm(alarm, next);
          model = advance(model, next);
          expect(seen(alarm)).toEqual(model);
          expect(alarm.version).toBe(before.version + (alarm === before ? 0 : 1));
          expect([alarm.id, alarm.raisedAt, alarm.raisedWall]).toEqual(['a', 1_000, 5_000]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('holds its invariants', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        const alarm = events.reduce(stepAlarm, raised);
        expect(alarm.clearedAt !== null).toBe(!alarm.active);
        expect(alarm.ackBy !== null).toBe(alarm.acknowledged);
        expect(alarmState(alarm) === 'normal').toBe(alarm.closedAt !== null);
        // What is hidden asks for nobody; what is shown and unacknowledged always does.
        expect(needsOperator(alarm)).toBe(
          ['unacknowledged', 'returned-unacknowledged'].includes(fullAlarmState(alarm)),
        );
        if (alarm.closedAt !== null) {
          expect(alarm.active).toBe(false);
          for (const next of events) expect(stepAlarm(alarm, next)).toBe(alarm);
        }
      }),
    );
  });

  it('lets go without a word what came and went while it was shelved', () => {
    const suppression = {
      kind: 'shelved' as const,
      by: 'ana',
      console: 'desk-1',
      at: wallMs(1),
      until: wallMs(2),
      reason: 'works',
    };
    const shelved = stepAlarm(raised, { type: 'suppress', at: feedMs(2_000), suppression });
    expect(needsOperator(shelved)).toBe(false);
    const gone = stepAlarm(shelved, { type: 'clear', at: feedMs(3_000) });
    expect(gone.closedAt).toBeNull();
    const over = stepAlarm(gone, { type: 'unsuppress', at: feedMs(4_000) });
    expect(over).toMatchObject({ closedAt: 4_000, acknowledged: false });
    expect(alarmState(over)).toBe('normal');
  });
});
