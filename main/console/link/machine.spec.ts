import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LinkReason } from '../../../contract/bridge.ts';
import { isStale, stepLink, type LinkEvent, type LinkModel } from './machine.ts';

const closed: LinkReason = { code: 'closed', message: 'gone' };
const bad: LinkReason = { code: 'bad-token', message: 'no' };
const run = (events: readonly (readonly [number, LinkEvent])[], random = 0) => {
  let model: LinkModel = { is: 'idle' };
  const effects: string[] = [];
  for (const [now, event] of events) {
    const [next, todo] = stepLink(model, event, now, random);
    model = next;
    effects.push(...todo);
  }
  return { model, effects };
};
const open = [
  [0, { type: 'credentials', present: true }],
  [1, { type: 'opened' }],
] as const;

test('6 s without a byte is stale, 8 s ends it, and the gateway is asked why', () => {
  const { model } = run(open);
  expect(isStale(model, 6_000)).toBe(false);
  expect(isStale(model, 6_001)).toBe(true);
  expect(run([...open, [8_000, { type: 'tick' }]]).model.is).toBe('open');
  const ended = run([...open, [8_001, { type: 'tick' }]]);
  expect(ended.model).toMatchObject({ is: 'asking', seen: { code: 'silent' } });
  expect(ended.effects).toEqual(['close', 'open', 'close', 'ask']);
  expect(run([...open, [5_000, { type: 'bytes' }], [12_000, { type: 'tick' }]]).model.is).toBe('open');
});

test('a wake probes an open link for 3 s and ends a wait at once', () => {
  const awake = [...open, [2_000, { type: 'wake' }]] as const;
  expect(run([...awake, [4_999, { type: 'tick' }]]).model.is).toBe('open');
  const dead = run([...awake, [5_000, { type: 'tick' }]]);
  expect(dead.model).toEqual({ is: 'connecting', attempt: 1 });
  expect(dead.effects.slice(-2)).toEqual(['close', 'open']);
  expect(run([...awake, [3_000, { type: 'bytes' }], [9_000, { type: 'tick' }]]).model.is).toBe('open');
  const waiting = [
    ...open,
    [10, { type: 'fell', reason: closed }],
    [10, { type: 'told', final: false, reason: closed }],
  ] as const;
  expect(run([...waiting, [11, { type: 'wake' }]]).model).toEqual({ is: 'connecting', attempt: 1 });
});

test('bytes that lay in the buffer over a sleep do not answer a probe, those that come after them do', () => {
  const buffered = [...open, [60_000, { type: 'wake' }], [60_499, { type: 'bytes' }]] as const;
  expect(run(buffered).model).toMatchObject({ is: 'open', lastByteAt: 1, probeUntil: 63_000 });
  expect(run([...buffered, [63_000, { type: 'tick' }]]).model.is).toBe('connecting');
  expect(run([...buffered, [60_500, { type: 'bytes' }]]).model).toMatchObject({ probeUntil: null });
});

test('a wake begins a try anew that was under way', () => {
  const trying = run([open[0], [4_000, { type: 'wake' }]]);
  expect(trying).toEqual({
    model: { is: 'connecting', attempt: 1 },
    effects: ['close', 'open', 'close', 'open'],
  });
  const asking = run([...open, [9, { type: 'fell', reason: closed }], [4_000, { type: 'wake' }]]);
  expect(asking.model).toEqual({ is: 'connecting', attempt: 1 });
});

test('a sleep longer than the limit does not end a link before the probe had its 3 s', () => {
  const slept = run([...open, [60_000, { type: 'wake' }], [60_001, { type: 'tick' }]]);
  expect(slept.model.is).toBe('open');
});

test('a refusal waits for a human, anything else for its time', () => {
  const refused = run([
    [0, { type: 'credentials', present: true }],
    [1, { type: 'fell', reason: closed }],
    [2, { type: 'told', final: true, reason: bad }],
    [60_000, { type: 'tick' }],
    [60_000, { type: 'wake' }],
  ]);
  expect(refused.model).toEqual({ is: 'refused', reason: bad });
  expect(stepLink(refused.model, { type: 'retry' }, 0, 0)[0].is).toBe('connecting');
});

test('a gateway that takes and drops is not hammered: attempts go on counting until a link stood 3 s', () => {
  const dropped = run([...open, [500, { type: 'fell', reason: closed }]]);
  expect(dropped.model).toMatchObject({ is: 'asking', attempt: 2 });
  const steady = run([...open, [3_001, { type: 'fell', reason: closed }]]);
  expect(steady.model).toMatchObject({ is: 'asking', attempt: 1 });
});

const event: fc.Arbitrary<LinkEvent> = fc.oneof(
  fc.record({ type: fc.constant('credentials' as const), present: fc.boolean() }),
  fc.record({ type: fc.constantFrom('opened' as const, 'bytes' as const, 'tick' as const) }),
  fc.record({ type: fc.constantFrom('wake' as const, 'retry' as const) }),
  fc.record({ type: fc.constant('fell' as const), reason: fc.constant(closed) }),
  fc.record({ type: fc.constant('told' as const), final: fc.boolean(), reason: fc.constant(closed) }),
);

test('only a gateway that is busy is left alone for up to 30 s', () => {
  const longest = (reason: LinkReason) => {
    let model: LinkModel = { is: 'asking', attempt: 12, seen: closed };
    [model] = stepLink(model, { type: 'told', final: false, reason }, 0, 1);
    return model.is === 'waiting' ? model.until : 0;
  };
  expect(longest({ code: 'busy', message: '' })).toBe(30_000);
  expect(longest({ code: 'unreachable', message: '' })).toBe(8_000);
  expect(longest(closed)).toBe(8_000);
});

test('under any events one socket at most is open, and every wait is between 0.5 and 30 s', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(event, fc.nat(9_000)), { maxLength: 80 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (steps, random) => {
        let model: LinkModel = { is: 'idle' };
        let sockets = 0;
        let now = 0;
        for (const [next, ms] of steps) {
          now += ms;
          const before: LinkModel = model;
          const [after, effects] = stepLink(before, next, now, random);
          for (const effect of effects) {
            if (effect === 'open') sockets += 1;
            if (effect === 'close') sockets = 0;
          }
          expect(sockets).toBeLessThanOrEqual(1);
          expect(sockets === 1).toBe(after.is === 'connecting' || after.is === 'open');
          if (after.is === 'waiting' && before.is !== 'waiting') {
            expect(after.until - now).toBeGreaterThanOrEqual(500);
            expect(after.until - now).toBeLessThanOrEqual(30_000);
          }
          model = after;
        }
      },
    ),
  );
});
