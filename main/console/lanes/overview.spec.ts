import { expect, it } from 'vitest';
import type { AlarmOverview } from '../../../contract/alarm/overview.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { wallMs } from '../../../contract/time.ts';
import { Counters } from '../counters.ts';
import { ValueTopic } from '../feed/topic.ts';
import type { Namespace, Session } from '../link/session.ts';
import { OverviewLane } from './overview.ts';

const T = 1.7e12;
const overview = (second: number): AlarmOverview => ({
  at: wallMs(T + second),
  suppressed: [],
  suppressedCount: 0,
  flood: { since: null, last10Min: 0, groups: [] },
  stood: null,
  chattering: [],
  health: [],
  handover: null,
  positions: [],
  rules: { version: null, loadedAt: wallMs(T), rules: [], refused: null },
  webhook: null,
});

/** A session whose gateway answers when the test says so. */
function rig() {
  const asked: ((answer: Result<unknown>) => void)[] = [];
  const heard = new Set<(payload: unknown) => void>();
  let leases = 0;
  const namespace: Namespace = {
    on: (_event, listener) => {
      heard.add(listener);
      return { dispose: () => void heard.delete(listener) };
    },
    onJoined: (listener) => {
      listener();
      return { dispose: () => undefined };
    },
    onLeft: () => ({ dispose: () => undefined }),
    request: () => new Promise((answer) => void asked.push(answer)),
  };
  const session = {
    lease: () => {
      leases += 1;
      return { namespace, dispose: () => void (leases -= 1) };
    },
  } as unknown as Session;
  const counters = new Counters(() => undefined);
  const topic = new ValueTopic<AlarmOverview | null>(() => undefined);
  const lane = new OverviewLane(topic, counters);
  const push = (payload: unknown): void => {
    for (const listener of heard) listener(payload);
  };
  const turn = async (): Promise<void> => {
    for (let i = 0; i < 6; i += 1) await Promise.resolve();
  };
  return { lane, session, topic, asked, push, turn, counters, leases: () => leases };
}

it('is asked for while a window shows it, follows its changes, and is forgotten after', async () => {
  const { lane, session, topic, asked, push, turn, leases } = rig();
  lane.set(session, false);
  expect([asked.length, leases()]).toEqual([0, 0]);
  lane.set(session, true);
  asked[0]?.(ok(ok(overview(5))));
  await turn();
  expect(topic.value?.at).toBe(T + 5);
  push(overview(6));
  expect(topic.value?.at).toBe(T + 6);
  lane.set(session, false);
  push(overview(7));
  expect([topic.value, leases()]).toEqual([null, 0]);
});

it('counts what it cannot read and what is refused, and asks again where no answer came', async () => {
  const { lane, session, topic, asked, push, turn, counters } = rig();
  lane.set(session, true);
  push({ at: 'now' });
  asked[0]?.(fail('timeout', 'slow'));
  await turn();
  expect(asked).toHaveLength(2);
  asked[1]?.(ok(fail('forbidden', 'no')));
  await turn();
  expect(topic.value).toBeUndefined();
  expect(counters.snapshot()).toMatchObject({
    'bad-overview': 1,
    'overview-failed': 1,
    'overview-forbidden': 1,
  });
});

it('keeps the last one while the line is down: its age is said elsewhere', async () => {
  const { lane, session, topic, asked, turn } = rig();
  lane.set(session, true);
  asked[0]?.(ok(ok(overview(5))));
  await turn();
  lane.set(null, true);
  expect(topic.value?.at).toBe(T + 5);
});
