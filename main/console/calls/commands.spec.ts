import { expect, test } from 'vitest';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { Command } from '../../../contract/wire.ts';
import { Counters } from '../counters.ts';
import type { Namespace } from '../link/session.ts';
import { FakeClock } from '../testing/clock.ts';
import { anAlarm } from '../testing/values.ts';
import { Commands, MAX_WAITING } from './commands.ts';

/** A namespace whose answers the test gives. */
function line() {
  const asked: { command: Command; answer: (result: Result<unknown>) => void }[] = [];
  const nothing = { dispose: () => undefined };
  const namespace: Namespace = {
    on: () => nothing,
    onJoined: () => nothing,
    onLeft: () => nothing,
    request: (_event, args) => new Promise((answer) => void asked.push({ command: args as Command, answer })),
  };
  return { asked, namespace };
}
const done = ok(ok(anAlarm('a', { acknowledged: true })));

test('a command keeps its id over sockets, and the answer of the older one counts no more', async () => {
  const clock = new FakeClock();
  const commands = new Commands(clock, new Counters());
  const [one, two] = [line(), line()];
  commands.use(one.namespace);
  const result = commands.acknowledge({ alarmId: 'a' });
  commands.use(null);
  commands.use(two.namespace);
  expect(two.asked[0]?.command.id).toBe(one.asked[0]?.command.id);
  one.asked[0]?.answer(ok(fail('internal', 'late')));
  two.asked[0]?.answer(done);
  expect(await result).toMatchObject({ ok: true, value: { id: 'a' } });
  expect(clock.pending).toBe(0);
});

test('without an answer in time it is dropped, and its giver is told', async () => {
  const clock = new FakeClock();
  const counters = new Counters();
  const commands = new Commands(clock, counters);
  const result = commands.acknowledge({ alarmId: 'a' });
  clock.advance(30_000);
  expect(await result).toMatchObject({ ok: false, error: { code: 'expired' } });
  expect(counters.get('command-expired')).toBe(1);
  const later = line();
  commands.use(later.namespace);
  expect(later.asked).toEqual([]);
});

test('a timeout asks again under the same id; what cannot be read is an answer too', async () => {
  const commands = new Commands(new FakeClock(), new Counters());
  const { asked, namespace } = line();
  commands.use(namespace);
  const result = commands.acknowledge({ alarmId: 'a' });
  asked[0]?.answer(fail('timeout', 'no answer'));
  await Promise.resolve();
  await Promise.resolve();
  expect(asked).toHaveLength(2);
  expect(asked[1]?.command.id).toBe(asked[0]?.command.id);
  asked[1]?.answer(ok({ nonsense: true }));
  expect(await result).toMatchObject({ ok: false, error: { code: 'internal' } });
});

test('the bound says so, and closing tells everyone who waits', async () => {
  const commands = new Commands(new FakeClock(), new Counters());
  const waiting = Array.from({ length: MAX_WAITING }, () => commands.acknowledge({ alarmId: 'a' }));
  expect(await commands.acknowledge({ alarmId: 'b' })).toMatchObject({ ok: false, error: { code: 'busy' } });
  commands.dispose();
  for (const result of await Promise.all(waiting))
    expect(result).toMatchObject({ ok: false, error: { code: 'offline' } });
});
