import { expect, it } from 'vitest';
import { judge, lies, quantile, type Ran, type Sample, type Watched } from './judge.ts';

const live = (at: number, silent = 100, feedError: number | null = 50): Sample => ({
  at,
  phase: 'live',
  silent,
  feedError,
  minuteAhead: -30_000,
});
const desk = (part: Partial<Watched> = {}): Watched => ({
  seen: new Map(),
  notified: new Map(),
  samples: [],
  kills: [],
  ...part,
});
const reset: Ran = { kind: 'reset', console: 0, from: 1_000, to: 2_000, took: true };
const kill: Ran = { kind: 'gateway-kill', console: null, from: 5_000, to: 6_000, took: true };
const of = (kind: string, verdict: ReturnType<typeof judge>) => verdict.rows.find((row) => row.kind === kind);

it('counts for each console what was due and did not come, at the fault that it felt', () => {
  const due = [
    { id: 'a', firstAt: 1_500 },
    { id: 'b', firstAt: 5_500 },
  ];
  const verdict = judge(due, [desk({ seen: new Map([['a', 1_600]]) }), desk()], [reset, kill], []);
  expect(verdict).toMatchObject({ due: 4, missed: 3, twice: 0, stale: 0 });
  expect(of('reset', verdict)).toMatchObject({ due: 1, missed: 0, ran: 1, idle: 0 });
  expect(of('gateway-kill', verdict)).toMatchObject({ due: 2, missed: 2 });
  expect(of('(between faults)', verdict)).toMatchObject({ due: 1, missed: 1 });
});

it('counts a second notification, but for the moment of a kill', () => {
  const twice = desk({ notified: new Map([['a', [1_000, 1_500]]]), seen: new Map([['a', 1_000]]) });
  const due = [{ id: 'a', firstAt: 900 }];
  expect(judge(due, [twice], [], []).twice).toBe(1);
  const killed = judge(due, [{ ...twice, kills: [{ at: 1_100, unmarked: new Set(['a']) }] }], [], []);
  expect([killed.twice, killed.repeatedAtKill]).toEqual([0, 1]);
  for (const kill of [
    { at: 1_100, unmarked: new Set(['b']) },
    { at: 4_000, unmarked: new Set(['a']) },
  ])
    expect(judge(due, [{ ...twice, kills: [kill] }], [], []).twice).toBe(1);
});

it('excuses what went with a log only where the console had no chance', () => {
  const due = [{ id: 'a', firstAt: 1_000 }];
  const loss = { at: 9_000, gone: new Set(['a']) };
  const away = judge(due, [desk({ samples: [live(2_000)] })], [], [loss]);
  expect([away.missed, away.lostWithLog]).toEqual([0, 1]);
  expect(judge(due, [desk({ samples: [live(8_000)] })], [], [loss]).missed).toBe(1);
  expect(judge(due, [desk({ samples: [live(8_000, 7_500)] })], [], [loss]).missed).toBe(0);
});

it('says what a console showed and the gateway never had', () => {
  expect(judge([], [desk({ seen: new Map([['x', 5]]) })], [], []).unknown).toBe(1);
});

it('calls it stale where live is said over silence, once for each stretch', () => {
  expect(lies([live(0), live(1, 8_100), live(2, 8_300), live(3, 10), live(4, 9_000)])).toHaveLength(2);
  expect(lies([{ ...live(1, 60_000), phase: 'stale' }])).toEqual([]);
});

it('calls it stale where ages stay wrong longer than the next clock takes', () => {
  const wrong = (at: number) => live(at, 100, -300_000);
  expect(lies([wrong(0), wrong(4_000), live(5_000), wrong(6_000), wrong(13_000)])).toEqual([]);
  expect(lies([wrong(0), wrong(8_500), wrong(9_000)])).toHaveLength(1);
});

it('calls it stale where a chart ends in the future though the clock is right', () => {
  const ahead = (at: number, feedError = 10) => ({ ...live(at, 100, feedError), minuteAhead: 240_000 });
  expect(lies([ahead(0), ahead(1_500), live(2_000), ahead(3_000), ahead(4_500)])).toEqual([]);
  expect(lies([ahead(0, 300_000), ahead(2_500, 300_000)])).toEqual([]);
  expect(lies([ahead(0), ahead(2_500), ahead(9_000)])).toMatchObject([
    { why: 'a chart ends 240 s in the future' },
  ]);
});

it('is fresh when the console is live and has all that was due when the fault ended', () => {
  const due = [{ id: 'a', firstAt: 1_500 }];
  const one = desk({ samples: [live(1_900), live(2_300)], seen: new Map([['a', 2_900]]) });
  expect(of('reset', judge(due, [one], [reset], []))?.fresh).toEqual([900]);
  const next: Ran = { ...kill, from: 2_500, to: 2_600 };
  expect(of('reset', judge(due, [one], [reset, next], []))?.fresh).toEqual([]);
});

it('takes quantiles by nearest rank', () => {
  expect([quantile([3, 1, 2], 0.5), quantile([3, 1, 2], 0.99), quantile([], 0.5)]).toEqual([2, 3, null]);
});
