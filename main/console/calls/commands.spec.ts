import { expect, test } from 'vitest';
import { fail, ok, type Result } from '../../../contract/result.ts';
import type { Command } from '../../../contract/wire.ts';
import { Counters } from '../counters.ts';
import type { Namespace } from '../link/session.ts';
import { FakeClock } from '../testing/clock.ts';
import { anAlarm } from '../testing/values.ts';
import { Commands, MAX_WAITING, type Lost } from './commands.ts';

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
/** An outbox that writes at once, or when the test says so. */
function rig(clock = new FakeClock(), counters = new Counters()) {
  const box = new Map<string, Command>();
  const told: Lost[] = [];
  const disk: { slow: boolean; waiting: (() => void)[] } = { slow: false, waiting: [] };
  const commands = new Commands({
    clock,
    counters,
    lost: (lost) => void told.push(...lost),
    desk: () => 'Desk 2',
    outbox: {
      add: (command, then) => {
        box.set(command.id, command);
        if (disk.slow) disk.waiting.push(then);
        else then();
      },
      settled: (id) => void box.delete(id),
    },
  });
  return { commands, box, told, disk };
}
const done = ok(ok(anAlarm('a', { acknowledged: true })));

test('a command keeps its id over sockets, and the answer of the older one counts no more', async () => {
  const clock = new FakeClock();
  const commands = rig(clock).commands;
  const [one, two] = [line(), line()];
  commands.use(one.namespace);
  const result = commands.acknowledge({ alarmId: 'a' });
  commands.use(null);
  commands.use(two.namespace);
  expect(two.asked[0]?.command.id).toBe(one.asked[0]?.command.id);
  one.asked[0]?.answer(ok(fail('internal', 'late')));
  two.asked[0]?.answer(done);
  expect(await result).toMatchObject({ ok: true, value: { id: 'a' } });
  expect(two.asked[0]?.command).toMatchObject({ console: 'Desk 2' });
  expect(clock.pending).toBe(0);
});

test('without an answer in time it is dropped, and its giver is told', async () => {
  const clock = new FakeClock();
  const counters = new Counters();
  const commands = rig(clock, counters).commands;
  const result = commands.acknowledge({ alarmId: 'a' });
  clock.advance(30_000);
  expect(await result).toMatchObject({ ok: false, error: { code: 'expired' } });
  expect(counters.get('command-expired')).toBe(1);
  const later = line();
  commands.use(later.namespace);
  expect(later.asked).toEqual([]);
});

test('a timeout asks again under the same id; what cannot be read is an answer too', async () => {
  const commands = rig().commands;
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
  const commands = rig().commands;
  const waiting = Array.from({ length: MAX_WAITING }, () => commands.acknowledge({ alarmId: 'a' }));
  expect(await commands.acknowledge({ alarmId: 'b' })).toMatchObject({ ok: false, error: { code: 'busy' } });
  commands.dispose();
  for (const result of await Promise.all(waiting))
    expect(result).toMatchObject({ ok: false, error: { code: 'offline' } });
});

test('is sent when it is written down, not before', async () => {
  const { commands, disk, box } = rig();
  disk.slow = true;
  const { asked, namespace } = line();
  commands.use(namespace);
  const result = commands.acknowledge({ alarmId: 'a' });
  expect(asked).toEqual([]);
  for (const written of disk.waiting) written();
  asked[0]?.answer(done);
  expect((await result).ok).toBe(true);
  expect(box.size).toBe(0);
});

test('of the process before: sent under its own id, dropped when its time is up, told when it came to nothing', async () => {
  const clock = new FakeClock();
  const before = rig(clock);
  void before.commands.acknowledge({ alarmId: 'a' });
  void before.commands.acknowledge({ alarmId: 'b' });
  before.commands.dispose();
  expect(before.box.size).toBe(2);

  clock.advance(1_000);
  const after = rig(clock);
  const { asked, namespace } = line();
  after.commands.restore(before.box.values());
  after.commands.use(namespace);
  expect(asked.map(({ command }) => command)).toEqual([...before.box.values()]);
  asked[0]?.answer(done);
  asked[1]?.answer(ok(fail('conflict', 'changed meanwhile')));
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(after.told).toEqual([{ type: 'acknowledge', why: 'refused', message: 'changed meanwhile' }]);
  expect(after.commands.waiting).toBe(0);

  clock.advance(60_000);
  const late = rig(clock);
  late.commands.restore(before.box.values());
  expect(late.told).toEqual([
    { type: 'acknowledge', why: 'expired', message: '' },
    { type: 'acknowledge', why: 'expired', message: '' },
  ]);
  expect(clock.pending).toBe(0);
});

test('another user\u2019s sign-in drops what waits, and says so', async () => {
  const { commands, box } = rig();
  const result = commands.acknowledge({ alarmId: 'a' });
  commands.abandon();
  expect(await result).toMatchObject({ ok: false, error: { code: 'offline' } });
  expect(box.size).toBe(0);
});
