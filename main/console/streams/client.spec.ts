import fc from 'fast-check';
import { expect, test } from 'vitest';
import { applyFields, type Change, type Delta, type Entry } from '../../../contract/stream.ts';
import type { SubAnswer } from '../../../contract/wire.ts';
import { feedMs, wallMs } from '../../../contract/time.ts';
import { MAX_HELD, StreamClient, type StreamEffect } from './client.ts';

const clock = { feed: feedMs(1e12), wall: wallMs(1e12), rate: 1 };

/** A gateway that keeps every rule, on a line that keeps none. */
class Model {
  epoch = 'e1';
  seq = 0;
  state = new Map<string, Entry>();
  log: Delta[] = [];
  line: Delta[] = [];

  commit(changes: readonly Change[]): void {
    const from = this.seq + 1;
    this.seq += changes.length;
    for (const [key, fields] of changes) {
      if (fields === null) this.state.delete(key);
      else this.state.set(key, applyFields(this.state.get(key), fields));
    }
    const delta: Delta = { stream: 'dispatch', epoch: this.epoch, from, to: this.seq, changes, ts: 0 };
    this.log.push(delta);
    this.line.push(delta);
  }

  restart(n: number): void {
    this.epoch = `e${String(n)}`;
    this.seq = 0;
    this.log = [];
    const entries = [...this.state];
    this.state = new Map();
    for (const [key, value] of entries) this.commit([[key, value]]);
    this.line = [];
  }

  sub(epoch: string | null, seq: number): SubAnswer {
    const deltas = this.log.filter((delta) => delta.from > seq);
    if (epoch === this.epoch && seq <= this.seq && this.log.length < 12)
      return {
        kind: 'deltas',
        epoch,
        from: seq + 1,
        to: this.seq,
        changes: deltas.flatMap((d) => d.changes),
        clock,
      };
    return {
      kind: 'snapshot',
      epoch: this.epoch,
      seq: this.seq,
      entries: [...this.state],
      total: this.state.size,
      cursor: null,
      clock,
    };
  }
}

class Rig {
  now = 0;
  readonly client = new StreamClient(() => 0);
  readonly state = new Map<string, Entry>();
  readonly asked: Extract<StreamEffect, { do: 'sub' }>[] = [];
  underWay = 0;

  /** A new socket: nothing is under way on it. */
  reconnect(): void {
    this.client.disconnected();
    this.underWay = 0;
    this.take(this.client.connected(this.now));
  }

  answer(effects: StreamEffect[]): void {
    if (!effects.some((effect) => effect.do === 'count' && effect.kind === 'answer-outdated'))
      this.underWay -= 1;
    this.take(effects);
  }

  take(effects: StreamEffect[]): void {
    for (const effect of effects) {
      if (effect.do === 'sub') {
        this.underWay += 1;
        this.asked.push(effect);
      } else if (effect.do === 'replace') {
        this.state.clear();
        for (const [key, value] of effect.entries) this.state.set(key, value);
      } else if (effect.do === 'apply') {
        for (const [key, fields] of effect.changes) {
          if (fields === null) this.state.delete(key);
          else this.state.set(key, applyFields(this.state.get(key), fields));
        }
      }
    }
  }
}

const change = fc.tuple(
  fc.constantFrom('a', 'b', 'c', 'd'),
  fc.option(fc.record({ x: fc.nat(9), y: fc.nat(9) }), { nil: null }),
);
const action = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('commit' as const), change }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('deliver' as const), at: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lose' as const), at: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('repeat' as const), at: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('answer' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refuse' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('drop-socket' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('beat' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('time' as const), ms: fc.nat(3_000) }) },
);

test('whatever the line loses, repeats or reorders, the state is the gateway\u2019s in the end', () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 120 }), (actions) => {
      const model = new Model();
      const rig = new Rig();
      let epochs = 1;
      rig.take(rig.client.connected(rig.now));
      for (const step of actions) {
        if (step.do === 'commit') model.commit([step.change]);
        else if (step.do === 'deliver' || step.do === 'lose' || step.do === 'repeat') {
          const index = model.line.length === 0 ? 0 : step.at % model.line.length;
          const delta = model.line[index];
          if (step.do !== 'repeat') model.line.splice(index, 1);
          if (delta !== undefined && step.do !== 'lose') rig.take(rig.client.delta(delta, rig.now));
        } else if (step.do === 'answer') {
          const asked = rig.asked.shift();
          if (asked) rig.answer(rig.client.answer(asked.request, model.sub(asked.epoch, asked.seq), rig.now));
        } else if (step.do === 'refuse') {
          const asked = rig.asked.shift();
          const refused = asked && rig.client.failed(asked.request, rig.now);
          if (refused && refused.length > 0) rig.answer(refused);
        } else if (step.do === 'drop-socket' || step.do === 'restart') {
          if (step.do === 'restart') model.restart(++epochs);
          model.line = [];
          rig.reconnect();
        } else if (step.do === 'beat') rig.take(rig.client.heartbeat(model, rig.now));
        else {
          rig.now += step.ms;
          rig.take(rig.client.tick(rig.now));
        }
        expect(rig.underWay).toBeLessThanOrEqual(1);
      }
      // From here on the line is good: heartbeats and answers alone must be enough.
      for (let round = 0; round < 6; round += 1) {
        rig.now += 31_000;
        rig.take(rig.client.tick(rig.now));
        rig.take(rig.client.heartbeat(model, rig.now));
        rig.take(rig.client.tick(rig.now + 1_000));
        for (const asked of rig.asked.splice(0))
          rig.answer(rig.client.answer(asked.request, model.sub(asked.epoch, asked.seq), rig.now));
      }
      expect(rig.client.position).toEqual({ epoch: model.epoch, seq: model.seq });
      expect(Object.fromEntries(rig.state)).toEqual(Object.fromEntries(model.state));
      expect(rig.client.live).toBe(true);
    }),
    { numRuns: 400 },
  );
});

const d = (from: number, to: number, epoch = 'e'): Delta => ({
  stream: 'dispatch',
  epoch,
  from,
  to,
  changes: [[`k${String(to)}`, { n: to }]],
  ts: 0,
});
const snapshot = (seq: number, cursor: string | null = null): SubAnswer => ({
  kind: 'snapshot',
  epoch: 'e',
  seq,
  entries: [['k', { n: seq }]],
  total: 2,
  cursor,
  clock,
});
function synced(seq: number): StreamClient {
  const client = new StreamClient(() => 0);
  client.connected(0);
  client.answer(1, snapshot(seq), 0);
  return client;
}
const kinds = (effects: StreamEffect[]) =>
  effects.map((effect) => (effect.do === 'count' ? effect.kind : effect.do));

test('what is applied already is dropped, the next is applied, a gap is held and asked for once', () => {
  const client = synced(5);
  expect(kinds(client.delta(d(4, 5), 0))).toEqual(['delta-repeated']);
  expect(kinds(client.delta(d(6, 6), 0))).toEqual(['apply']);
  expect(kinds(client.delta(d(8, 8), 0))).toEqual(['delta-gap', 'sub']);
  expect(kinds(client.delta(d(9, 9), 0))).toEqual([]);
  const answer: SubAnswer = { kind: 'deltas', epoch: 'e', from: 7, to: 7, changes: [], clock };
  expect(kinds(client.answer(2, answer, 0))).toEqual(['apply', 'apply', 'apply']);
  expect(client.position.seq).toBe(9);
});

test('a heartbeat ahead waits a second, one behind or of another epoch does not', () => {
  const ahead = synced(5);
  expect(kinds(ahead.heartbeat({ epoch: 'e', seq: 6 }, 100))).toEqual([]);
  expect(ahead.wakeAt).toBe(1_100);
  expect(kinds(ahead.tick(1_100))).toEqual(['heartbeat-ahead', 'sub']);
  const caughtUp = synced(5);
  caughtUp.heartbeat({ epoch: 'e', seq: 6 }, 100);
  caughtUp.delta(d(6, 6), 500);
  expect(caughtUp.wakeAt).toBeNull();
  expect(kinds(synced(5).heartbeat({ epoch: 'e', seq: 4 }, 0))).toEqual(['sub']);
  expect(kinds(synced(5).heartbeat({ epoch: 'other', seq: 5 }, 0))).toEqual(['sub']);
});

test('an answer to an older socket changes nothing', () => {
  const client = new StreamClient(() => 0);
  client.connected(0);
  client.disconnected();
  client.connected(10);
  expect(kinds(client.answer(1, snapshot(3), 20))).toEqual(['answer-outdated']);
  expect(client.position.epoch).toBeNull();
});

test('a snapshot in pages is swapped in whole; a page of another reading starts again from nothing', () => {
  const client = new StreamClient(() => 0);
  client.connected(0);
  expect(kinds(client.answer(1, snapshot(3, 'c1'), 0))).toEqual(['page']);
  expect(client.remaining).toBe(1);
  expect(client.delta(d(4, 4), 0)).toEqual([]);
  const last = snapshot(3) as Extract<SubAnswer, { kind: 'snapshot' }>;
  expect(kinds(client.page(2, last, 0))).toEqual(['replace', 'apply']);

  const torn = new StreamClient(() => 0);
  torn.connected(0);
  torn.answer(1, snapshot(3, 'c1'), 0);
  expect(kinds(torn.page(2, { ...last, seq: 4 }, 0))).toEqual(['sub-failed']);
  expect(torn.position.epoch).toBeNull();
  expect(torn.tick(500)).toEqual([{ do: 'sub', request: 3, epoch: null, seq: 0 }]);
});

test('a refusal is asked again later, ever more slowly', () => {
  const client = new StreamClient(() => 0.999);
  client.connected(0);
  client.failed(1, 0);
  expect(client.wakeAt).toBeGreaterThanOrEqual(500);
  expect(client.tick(100)).toEqual([]);
  const first = client.wakeAt ?? 0;
  client.tick(first);
  client.failed(2, first);
  expect((client.wakeAt ?? 0) - first).toBeGreaterThan(first);
});

test('unusable changes ask for the whole state, but never in a tight loop', () => {
  const client = synced(5);
  expect(client.unusable(10_000)).toEqual([{ do: 'sub', request: 2, epoch: null, seq: 0 }]);
  client.answer(2, snapshot(6), 10_000);
  expect(client.unusable(10_100)).toEqual([]);
  expect(kinds(client.unusable(12_100))).toEqual(['sub']);
});

test('what is held has a bound', () => {
  const client = new StreamClient(() => 0);
  client.connected(0);
  for (let n = 0; n < MAX_HELD; n += 1) expect(client.delta(d(n + 10, n + 10), 0)).toEqual([]);
  expect(kinds(client.delta(d(5_000, 5_000), 0))).toEqual(['held-overflow']);
});
