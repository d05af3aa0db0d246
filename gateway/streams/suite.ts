import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyFields,
  STREAMS,
  type Change,
  type Delta,
  type Entry,
  type StreamName,
} from '../../contract/stream.ts';
import { wallMs } from '../../contract/time.ts';
import type { StreamLog } from '../ports.ts';
import type { Retain } from './log.ts';

/** One kind of log, and how a spec gets it: `reopen` ends it in order and opens it again. */
export interface LogUnderTest {
  readonly name: string;
  open(retain: Partial<Retain>): Promise<OpenLog>;
}
export interface OpenLog {
  readonly log: StreamLog;
  /** null where nothing is kept. */
  reopen: (() => Promise<OpenLog>) | null;
  close(): Promise<void>;
}

const TS = wallMs(1_772_438_400_000);

/** What every implementation of `StreamLog` must do. */
export function streamLogSuite(kind: LogUnderTest): void {
  const withLog = async (retain: Partial<Retain>, run: (log: StreamLog) => void) => {
    const open = await kind.open(retain);
    try {
      run(open.log);
    } finally {
      await open.close();
    }
  };

  describe(`${kind.name}: the stream log`, () => {
    it('begins empty', () =>
      withLog({}, (log) => {
        expect(log.position('demo', 'dispatch').seq).toBe(0);
        expect(log.snapshot('demo', 'dispatch').entries).toEqual([]);
        expect(log.since('demo', 'dispatch', 0, 300)).toEqual({ to: 0, changes: [] });
        expect(log.since('demo', 'dispatch', 1, 300)).toBeNull();
        expect(log.commit('demo', {}, TS)).toEqual([]);
      }));

    it('numbers each change, and gives a delta only to streams that changed', () =>
      withLog({}, (log) => {
        const deltas = log.commit(
          'demo',
          {
            dispatch: [
              ['a', { x: 1 }],
              ['b', { x: 1 }],
            ],
            alerts: [],
          },
          TS,
        );
        const { epoch } = log.position('demo', 'dispatch');
        expect(deltas).toEqual([
          {
            stream: 'dispatch',
            epoch,
            from: 1,
            to: 2,
            ts: TS,
            changes: [
              ['a', { x: 1 }],
              ['b', { x: 1 }],
            ],
          },
        ]);
        expect(log.commit('demo', { dispatch: [['a', { x: 2 }]] }, TS)[0]).toMatchObject({ from: 3, to: 3 });
        expect(log.position('demo', 'alerts').seq).toBe(0);
        expect(log.position('other', 'dispatch').seq).toBe(0);
      }));

    it('leaves out what the state says already', () =>
      withLog({}, (log) => {
        log.commit('demo', { dispatch: [['a', { x: 1, list: ['p'], gone: null }]] }, TS);
        expect(
          log.commit(
            'demo',
            {
              dispatch: [
                ['a', { x: 1, list: ['p'] }],
                ['no-such', null],
              ],
            },
            TS,
          ),
        ).toEqual([]);
        const [delta] = log.commit('demo', { dispatch: [['a', { x: 1, list: ['q'], gone: null }]] }, TS);
        expect(delta?.changes).toEqual([['a', { list: ['q'] }]]);
      }));

    it('merges a key that comes twice in a tick', () =>
      withLog({}, (log) => {
        const [delta] = log.commit(
          'demo',
          {
            dispatch: [
              ['a', { x: 1 }],
              ['a', { y: 2 }],
              ['b', { x: 1 }],
              ['b', null],
            ],
          },
          TS,
        );
        expect(delta?.changes).toEqual([['a', { x: 1, y: 2 }]]);
      }));

    it('undoes everything when what must stand with it fails', () =>
      withLog({}, (log) => {
        log.commit('demo', { dispatch: [['a', { x: 1 }]] }, TS);
        const before = log.snapshot('demo', 'dispatch');
        const fails = () => {
          throw new Error('history is full');
        };
        expect(() =>
          log.commit('demo', { dispatch: [['a', { x: 2 }]], alerts: [['n', {}]] }, TS, fails),
        ).toThrow('history is full');
        expect(log.snapshot('demo', 'dispatch')).toEqual(before);
        expect(log.commit('demo', { dispatch: [['a', { x: 3 }]] }, TS)[0]).toMatchObject({ from: 2, to: 2 });
        expect(log.since('demo', 'dispatch', 0, 300)?.changes).toEqual([['a', { x: 3 }]]);
        expect(log.position('demo', 'alerts').seq).toBe(0);
      }));

    it('reaches back only as far as it was told to keep', () =>
      withLog({ deltas: 2 }, (log) => {
        for (let x = 1; x <= 4; x += 1) log.commit('demo', { dispatch: [['a', { x }]] }, TS);
        expect(log.since('demo', 'dispatch', 1, 300)).toBeNull();
        expect(log.since('demo', 'dispatch', 2, 300)).toEqual({ to: 4, changes: [['a', { x: 4 }]] });
      }));

    it('keeps a snapshot as it was read', () =>
      withLog({}, (log) => {
        log.commit('demo', { dispatch: [['a', { x: 1 }]] }, TS);
        const before = log.snapshot('demo', 'dispatch');
        log.commit(
          'demo',
          {
            dispatch: [
              ['a', { x: 2 }],
              ['b', { x: 1 }],
            ],
          },
          TS,
        );
        expect(before.entries).toEqual([['a', { x: 1 }]]);
        expect(before.position.seq).toBe(1);
      }));

    it('behaves like a plain list of ticks and a map, also over an orderly restart', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { maxLength: 60 }),
          fc.integer({ min: 1, max: 8 }),
          async (steps, deltas) => {
            let open = await kind.open({ deltas });
            try {
              const model = new Model(deltas);
              for (const action of steps) {
                if (action.type === 'reopen') {
                  if (open.reopen === null) continue;
                  const { epoch } = open.log.position('demo', 'dispatch');
                  open = await open.reopen();
                  expect(open.log.position('demo', 'dispatch').epoch).toBe(epoch);
                } else model.commit(open.log, action.stream, action.changes);
                model.check(open.log);
              }
            } finally {
              await open.close();
            }
          },
        ),
        { numRuns: 60 },
      );
    });
  });
}

const fields: fc.Arbitrary<Entry> = fc.record(
  { x: fc.integer({ min: 0, max: 2 }), y: fc.constantFrom(null, 'p', 'q'), z: fc.subarray(['m', 'n']) },
  { requiredKeys: [] },
);
const change: fc.Arbitrary<Change> = fc.tuple(
  fc.constantFrom('a', 'b', 'c', 'd'),
  fc.option(fields, { nil: null, freq: 4 }),
);
const step = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ type: 'reopen' as const }) },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('commit' as const),
      stream: fc.constantFrom<StreamName[]>('dispatch', 'alerts'),
      changes: fc.uniqueArray(change, { selector: ([key]) => key, maxLength: 4 }),
    }),
  },
);

/** What a console at each earlier number must end up with, from what it had and what it is sent. */
class Model {
  readonly #deltas: number;
  readonly #states = new Map(STREAMS.map((stream) => [stream, [new Map<string, Entry>()]]));
  readonly #ticks = new Map<StreamName, Delta[]>(STREAMS.map((stream) => [stream, []]));
  /** Index into the states for each number at which a tick ended. */
  readonly #ends = new Map(STREAMS.map((stream) => [stream, [0]]));

  constructor(deltas: number) {
    this.#deltas = deltas;
  }

  commit(log: StreamLog, stream: StreamName, changes: readonly Change[]): void {
    const before = this.#last(stream);
    const after = apply(before, changes);
    const deltas = log.commit('demo', { [stream]: changes }, TS);
    if (same(before, after)) {
      expect(deltas).toEqual([]);
      return;
    }
    const [delta] = deltas;
    const at = this.#ends.get(stream)?.at(-1) ?? 0;
    expect(delta).toMatchObject({ stream, from: at + 1, to: at + (delta?.changes.length ?? 0) });
    expect(apply(before, delta?.changes ?? [])).toEqual(after);
    this.#states.get(stream)?.push(after);
    this.#ends.get(stream)?.push(delta?.to ?? 0);
    if (delta) this.#ticks.get(stream)?.push(delta);
  }

  check(log: StreamLog): void {
    for (const stream of STREAMS) {
      const state = this.#last(stream);
      const ends = this.#ends.get(stream) ?? [];
      expect(new Map(log.snapshot('demo', stream).entries)).toEqual(state);
      expect(log.position('demo', stream).seq).toBe(ends.at(-1));
      ends.forEach((end, i) => {
        const behind = ends.length - 1 - i;
        const answer = log.since('demo', stream, end, 1_000);
        if (behind > this.#deltas) return expect(answer).toBeNull();
        const from = this.#states.get(stream)?.[i] ?? new Map<string, Entry>();
        expect(answer?.to).toBe(ends.at(-1));
        return expect(apply(from, answer?.changes ?? [])).toEqual(state);
      });
      expect(log.since('demo', stream, (ends.at(-1) ?? 0) + 1, 1_000)).toBeNull();
    }
  }

  #last(stream: StreamName): Map<string, Entry> {
    return this.#states.get(stream)?.at(-1) ?? new Map<string, Entry>();
  }
}

function apply(state: ReadonlyMap<string, Entry>, changes: readonly Change[]): Map<string, Entry> {
  const after = new Map(state);
  for (const [key, value] of changes) {
    if (value === null) after.delete(key);
    else after.set(key, applyFields(after.get(key), value));
  }
  return after;
}

const same = (a: ReadonlyMap<string, Entry>, b: ReadonlyMap<string, Entry>): boolean =>
  JSON.stringify(plain(a)) === JSON.stringify(plain(b));
const plain = (state: ReadonlyMap<string, Entry>) =>
  [...state].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, entry]) => [key, Object.entries(entry).sort()]);
