import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { MAX_GAPS, type Gap } from '../../../contract/bridge.ts';
import { wallMs } from '../../../contract/time.ts';
import { anAlarm } from '../testing/values.ts';
import { record, type JournalRecord } from './records.ts';
import { JournalState, MAX_KNOWN } from './state.ts';

const AT = wallMs(1_700_000_000_000);
const aGap = (id: number): Gap => ({
  id,
  from: AT,
  to: AT,
  why: 'offline',
  alarms: [],
  alarmCount: 0,
  statusChanges: null,
  statusCount: null,
  complete: true,
});
const command = (id: number) => ({
  id: `0195f6a0-0000-7000-8000-00000000000${String(id)}`,
  type: 'acknowledge' as const,
  args: { alarmId: 'a' },
  expiresAt: 5,
});
const small = fc.integer({ min: 0, max: 5 });
const records: fc.Arbitrary<JournalRecord> = fc.oneof(
  small.map((n) => ({ k: 'raised' as const, alarm: { ...anAlarm(`a${String(n)}`), facts: {} } })),
  fc.array(small).map((ids) => ({ k: 'notified' as const, ids: ids.map((n) => `a${String(n)}`) })),
  small.map((n) => ({ k: 'command' as const, command: command(n) })),
  small.map((n) => ({ k: 'settled' as const, id: command(n).id })),
  small.map((n) => ({ k: 'gap' as const, gap: structuredClone(aGap(n)) as never })),
  small.map((n) => ({ k: 'dismissed' as const, id: n })),
  fc.constantFrom('one', 'two').map((scope) => ({ k: 'scope' as const, scope })),
  small.map((seq) => ({
    k: 'place' as const,
    place: { epoch: 'e', seq, history: null, gatewayWall: null, at: AT },
  })),
);
const look = (state: JournalState) => ({
  scope: state.scope,
  place: state.place,
  commands: [...state.commands],
  gaps: state.gaps,
  next: state.nextGap(),
  pending: state.pending(),
  known: Array.from({ length: 6 }, (_, n) => state.knows(`a${String(n)}`)),
});
const of = (list: readonly JournalRecord[], state = new JournalState()): JournalState => {
  for (const one of list) state.apply(one);
  return state;
};

test('written anew it amounts to the same, and every record passes its schema', () => {
  fc.assert(
    fc.property(fc.array(records, { maxLength: 40 }), (list) => {
      const state = of(list);
      const anew = state.records();
      for (const one of anew) expect(v.safeParse(record, one).success).toBe(true);
      expect(look(of(anew))).toEqual(look(state));
    }),
  );
});

test('a record that is read twice changes nothing, but for gaps that were dismissed in between', () => {
  const idempotent = records.filter(({ k }) => k !== 'gap' && k !== 'command' && k !== 'scope');
  fc.assert(
    fc.property(fc.array(idempotent, { maxLength: 20 }), idempotent, (list, last) => {
      expect(look(of([...list, last, last]))).toEqual(look(of([...list, last])));
    }),
  );
});

test('is bounded: ids that were shown go first, gaps and numbers stay in order', () => {
  const state = of([{ k: 'raised', alarm: { ...anAlarm('keep'), facts: {} } }]);
  for (let n = 0; n < MAX_KNOWN + 10; n += 1) state.apply({ k: 'notified', ids: [`n${String(n)}`] });
  expect([state.knows('keep'), state.knows('n10'), state.knows('n11')]).toEqual([true, false, true]);
  for (let n = 1; n <= MAX_GAPS + 3; n += 1)
    state.apply({ k: 'gap', gap: structuredClone(aGap(n)) as never });
  expect(state.gaps.map(({ id }) => id)[0]).toBe(MAX_GAPS + 3);
  expect(state.gaps).toHaveLength(MAX_GAPS);
  expect(state.nextGap()).toBe(MAX_GAPS + 4);
});
