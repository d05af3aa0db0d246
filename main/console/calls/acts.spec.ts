import { describe, expect, it } from 'vitest';
import { MAX_REFUSED_ACTS, type AlarmOperation, type PendingAct } from '../../../contract/alarm/acts.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { Command } from '../../../contract/wire.ts';
import { Counters } from '../counters.ts';
import type { Namespace } from '../link/session.ts';
import { FakeClock } from '../testing/clock.ts';
import { anAlarm } from '../testing/values.ts';
import { PendingActs } from './acts.ts';
import { Commands } from './commands.ts';

/** Acts over real commands, and a gateway that answers when it is told to. */
function rig() {
  const clock = new FakeClock();
  const asked: { command: Command; answer: (result: Result<unknown>) => void }[] = [];
  const nothing = { dispose: () => undefined };
  const namespace: Namespace = {
    on: () => nothing,
    onJoined: () => nothing,
    onLeft: () => nothing,
    request: (_event, args) => new Promise((answer) => void asked.push({ command: args as Command, answer })),
  };
  let shown: readonly PendingAct[] = [];
  const commands: Commands = new Commands({
    clock,
    counters: new Counters(),
    lost: () => undefined,
    desk: () => 'Desk 2',
    outbox: { add: (_command, then) => then(), settled: () => undefined },
    waiting: (command) => acts.waiting(command),
    settled: (command, result) => acts.settled(command, result),
  });
  const acts: PendingActs = new PendingActs({
    send: (operation, kept) => commands.operate(operation, kept),
    publish: (pending) => (shown = pending),
  });
  const turn = async (): Promise<void> => {
    for (let i = 0; i < 5; i += 1) await Promise.resolve();
  };
  const answerLast = async (result: Result<unknown>): Promise<void> => {
    asked.at(-1)?.answer(ok(result));
    await turn();
  };
  return { clock, commands, acts, namespace, asked, turn, answerLast, shown: () => shown };
}
const claim = (alarmId: string): AlarmOperation => ({ type: 'claim', args: { alarmId } });

describe('what an operator does', () => {
  it('is kept and shown without a line, sent when there is one, and gone when it is answered', async () => {
    const { acts, commands, namespace, asked, shown, answerLast } = rig();
    expect(await acts.give(claim('a'))).toEqual(ok(null));
    expect(shown()).toMatchObject([{ type: 'claim', alarmIds: ['a'], point: null, refused: [] }]);
    commands.use(namespace);
    expect(asked[0]?.command).toMatchObject({ type: 'claim', args: { alarmId: 'a' } });
    await answerLast(ok({ ...anAlarm('a') }));
    expect(shown()).toEqual([]);
  });

  it('says who was quicker until somebody has read it', async () => {
    const { acts, commands, namespace, shown, answerLast } = rig();
    commands.use(namespace);
    await acts.give(claim('a'));
    const winner = { by: 'desk-2', console: null, at: 5 };
    await answerLast({ ok: false, error: { code: 'conflict', message: 'desk-2 has it', winner } });
    expect(shown()[0]?.refused).toEqual([
      { alarmId: null, error: { code: 'conflict', message: 'desk-2 has it', winner } },
    ]);
    const id = shown()[0]?.id ?? '';
    expect([acts.drop(id), acts.drop(id), shown()]).toEqual([true, false, []]);
  });

  it('names each alarm of a bulk acknowledgement that was not', async () => {
    const { acts, commands, namespace, shown, answerLast } = rig();
    commands.use(namespace);
    const alarms = ['a', 'b'].map((alarmId) => ({ alarmId, ifVersion: 1 }));
    await acts.give({ type: 'acknowledgeMany', args: { alarms } });
    const error = { code: 'conflict', message: 'it came again' } as const;
    const results = [
      { alarmId: 'a', error: null, alarm: { ...anAlarm('a') } },
      { alarmId: 'b', error, alarm: null },
    ];
    await answerLast(ok({ results }));
    expect(shown()[0]?.refused).toEqual([{ alarmId: 'b', error }]);
  });

  it('is said to have expired, and forgotten when it is done again', async () => {
    const { clock, acts, shown, turn } = rig();
    await acts.give(claim('a'));
    clock.advance(30_000);
    await turn();
    expect(shown()[0]?.refused[0]?.error.code).toBe('expired');
    await acts.give(claim('a'));
    expect(shown().map(({ refused }) => refused.length)).toEqual([0]);
  });

  it('leaves no more to be read than somebody reads', async () => {
    const { acts, commands, namespace, shown, answerLast } = rig();
    commands.use(namespace);
    for (let n = 0; n <= MAX_REFUSED_ACTS; n += 1) {
      await acts.give(claim(`a${String(n)}`));
      await answerLast(fail('forbidden', 'no'));
    }
    expect(shown()).toHaveLength(MAX_REFUSED_ACTS);
    expect(shown()[0]?.alarmIds).toEqual(['a1']);
  });
});
