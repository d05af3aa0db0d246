import { describe, expect, it } from 'vitest';
import type { PendingNote, RouteNote } from '../../../contract/note.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { feedMs, wallMs } from '../../../contract/time.ts';
import type { Command } from '../../../contract/wire.ts';
import { Counters } from '../counters.ts';
import type { Namespace } from '../link/session.ts';
import { FakeClock } from '../testing/clock.ts';
import { Commands, LIFE_MS } from './commands.ts';
import { PendingNotes } from './notes.ts';

/** Commands with an outbox that the test may hold up, and a gateway that answers when it is told to. */
function rig() {
  const clock = new FakeClock();
  const box = new Map<string, Command>();
  const disk: { slow: boolean; waiting: (() => void)[] } = { slow: false, waiting: [] };
  const asked: { command: Command; answer: (result: Result<unknown>) => void }[] = [];
  const nothing = { dispose: () => undefined };
  const namespace: Namespace = {
    on: () => nothing,
    onJoined: () => nothing,
    onLeft: () => nothing,
    request: (_event, args) => new Promise((answer) => void asked.push({ command: args as Command, answer })),
  };
  let shown: readonly PendingNote[] = [];
  const written: RouteNote[] = [];
  const commands: Commands = new Commands({
    clock,
    counters: new Counters(),
    lost: () => undefined,
    desk: () => 'Desk 2',
    outbox: {
      add: (command, then) => {
        box.set(command.id, command);
        if (disk.slow) disk.waiting.push(then);
        else then();
      },
      settled: (id) => void box.delete(id),
    },
    waiting: (command) => notes.waiting(command),
    settled: (command, result) => notes.settled(command, result),
  });
  const notes: PendingNotes = new PendingNotes({
    send: (args, ifVersion, kept) => commands.setNote(args, ifVersion, kept),
    publish: (pending) => (shown = pending),
    written: (note) => void written.push(note),
  });
  const turn = async (): Promise<void> => {
    for (let i = 0; i < 5; i += 1) await Promise.resolve();
  };
  return { clock, box, disk, asked, namespace, commands, notes, written, shown: () => shown, turn };
}
const answer = (command: Command | undefined): RouteNote => ({
  routeId: 'r1',
  version: 1,
  text: command?.type === 'setNote' ? command.args.text : '',
  by: 'desk-2',
  at: feedMs(1.7e12),
  wall: wallMs(1.7e12),
});

describe('a note', () => {
  it('without a line is kept, shown as pending, and sent when there is one', async () => {
    const { notes, shown, commands, namespace, asked, written, turn, box } = rig();
    expect(await notes.write({ routeId: 'r1', text: 'gate 4', ifVersion: 0 })).toEqual(ok(null));
    expect(shown()).toMatchObject([{ routeId: 'r1', text: 'gate 4', refused: null }]);
    commands.use(namespace);
    expect(asked[0]?.command).toMatchObject({ type: 'setNote', ifVersion: 0 });
    asked[0]?.answer(ok(ok({ ...answer(asked[0].command) })));
    await turn();
    expect([shown(), written.length, box.size]).toEqual([[], 1, 0]);
  });

  it('is not called kept before the disk has it', async () => {
    const { notes, disk, turn } = rig();
    disk.slow = true;
    let done = false;
    void notes.write({ routeId: 'r1', text: 'x' }).then(() => (done = true));
    await turn();
    expect(done).toBe(false);
    for (const then of disk.waiting) then();
    await turn();
    expect(done).toBe(true);
  });

  it('that is refused stays with its reason until it is dropped', async () => {
    const { notes, shown, commands, namespace, asked, turn } = rig();
    commands.use(namespace);
    await notes.write({ routeId: 'r1', text: 'mine', ifVersion: 1 });
    asked[0]?.answer(ok(fail('conflict', 'somebody wrote meanwhile')));
    await turn();
    expect(shown()).toMatchObject([{ text: 'mine', refused: 'somebody wrote meanwhile' }]);
    expect([notes.drop('r1'), notes.drop('r1'), shown()]).toEqual([true, false, []]);
  });

  it('written again while the first is on its way does not collide with itself', async () => {
    const { notes, shown, commands, namespace, asked, turn } = rig();
    commands.use(namespace);
    await notes.write({ routeId: 'r1', text: 'one', ifVersion: 0 });
    await notes.write({ routeId: 'r1', text: 'two', ifVersion: 0 });
    expect(asked.map(({ command }) => command.ifVersion)).toEqual([0, undefined]);
    asked[0]?.answer(ok(ok({ ...answer(asked[0].command) })));
    await turn();
    expect(shown()).toMatchObject([{ text: 'two' }]);
  });

  it('of the process before is pending again, and given up after its time', () => {
    const { commands, clock, shown } = rig();
    const expiresAt = clock.now() + LIFE_MS.setNote;
    const id = '0195f6a0-0000-7000-8000-000000000001';
    commands.restore([{ id, type: 'setNote', args: { routeId: 'r1', text: 'kept' }, expiresAt }]);
    expect(shown()).toMatchObject([{ text: 'kept', at: clock.now(), refused: null }]);
    clock.advance(LIFE_MS.setNote);
    expect(shown()).toMatchObject([{ text: 'kept', refused: expect.stringContaining('12 h') as string }]);
  });
});
