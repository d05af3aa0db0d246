import { expect, test } from 'vitest';
import type { Gap } from '../../../contract/bridge.ts';
import type { Alarm } from '../../../contract/alarm.ts';
import { wallMs } from '../../../contract/time.ts';
import type { ClosedAlarmsPage, ClosedAlarmsRequest } from '../../../contract/wire.ts';
import { Counters } from '../counters.ts';
import { JournalKeeper } from '../journal/keeper.ts';
import { FakeClock } from '../testing/clock.ts';
import { TestDisk } from '../testing/journal.ts';
import { aRoute, anAlarm } from '../testing/values.ts';
import { Continuity, type Standing } from './continuity.ts';

const nothing: ClosedAlarmsPage = { items: [], next: null, last: 0 };

async function rig(answer: (request: ClosedAlarmsRequest) => ClosedAlarmsPage | null = () => nothing) {
  const clock = new FakeClock();
  const counters = new Counters();
  const silent = () => undefined;
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  const keeper = new JournalKeeper({
    journal: new TestDisk().journal(),
    clock,
    counters,
    log,
    changed: silent,
  });
  await keeper.load();
  const standing: { -readonly [K in keyof Standing]: Standing[K] } = {
    connected: true,
    alerts: true,
    dispatch: 'live',
  };
  const asked: ClosedAlarmsRequest[] = [];
  let gaps: readonly Gap[] = [];
  const continuity = new Continuity({
    clock,
    counters,
    keeper,
    standing: () => standing,
    position: () => ({ epoch: 'e', seq: 1 }),
    routes: () => new Map([['r', aRoute('r')]]),
    heardAt: () => wallMs(clock.now()),
    gatewayWall: () => wallMs(clock.now()),
    ask: (request) => {
      asked.push(request);
      return Promise.resolve(answer(request));
    },
    publish: (told) => (gaps = told),
  });
  const run = async (ms: number): Promise<void> => {
    for (let n = 0; n < ms; n += 50) {
      clock.advance(50);
      for (let turn = 0; turn < 4; turn += 1) await Promise.resolve();
    }
  };
  continuity.begin();
  continuity.look();
  await run(50);
  return { clock, continuity, standing, asked, gaps: () => gaps, run };
}
const gone = (id: string): Alarm => ({ ...anAlarm(id), closedAt: anAlarm(id).raisedAt });
const ids = (gaps: readonly Gap[]): string[] => gaps.flatMap(({ alarms }) => alarms.map(({ id }) => id));

test('what passed is told while routes are on their way, and nothing that is raised meanwhile with it', async () => {
  const { continuity, standing, asked, gaps, run } = await rig();
  continuity.raised([anAlarm('brief')]);
  continuity.passed([gone('brief')], false);
  // Not yet a gap: the stream was not wanted before.
  standing.dispatch = 'off';
  continuity.look();
  standing.dispatch = 'catching-up';
  continuity.look();
  await run(1_000);
  expect(ids(gaps())).toEqual(['brief']);
  expect(gaps()[0]).toMatchObject({ why: 'passed', statusChanges: null });
  continuity.raised([anAlarm('after')]);
  const before = asked.length;
  await run(60_000);
  expect([ids(gaps()), asked.length]).toEqual([['brief'], before]);
});

test('one that passes every moment does not put off the telling', async () => {
  const { continuity, gaps, run } = await rig();
  for (let n = 0; n < 20; n += 1) {
    continuity.passed([gone(`a${String(n)}`)], false);
    await run(200);
  }
  expect(ids(gaps()).length).toBeGreaterThan(10);
  await run(500);
  expect(gaps()).toHaveLength(1);
  expect(gaps()[0]?.alarmCount).toBe(20);
  expect(ids(gaps()).sort()).toEqual(Array.from({ length: 20 }, (_, n) => `a${String(n)}`).sort());
});

test('a history that cannot be read: told as it was, and that there may be more; once', async () => {
  const { continuity, gaps, run } = await rig(() => null);
  continuity.passed([gone('brief')], false);
  await run(60_000);
  expect(ids(gaps())).toEqual(['brief']);
  expect(gaps()[0]?.complete).toBe(false);
});

test('a closing that nobody heard of is looked for at once, also while the history is being read', async () => {
  const { continuity, asked, run } = await rig();
  const before = asked.length;
  continuity.passed([], true);
  await run(300);
  expect(asked.length).toBe(before + 1);
});
