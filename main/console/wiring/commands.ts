import { PendingActs } from '../calls/acts.ts';
import { Commands } from '../calls/commands.ts';
import { tellLost } from '../calls/lost.ts';
import { PendingNotes } from '../calls/notes.ts';
import type { Notifier } from '../notifications/notifier.ts';
import type { Shared } from '../shared.ts';
import type { Subscriptions } from '../subscriptions.ts';
import type { Core } from './core.ts';

export interface CommandDeps {
  readonly core: Core;
  readonly shared: Shared;
  readonly notifier: Notifier;
  readonly subscriptions: Subscriptions;
  /** What this console is called. */
  readonly deskName: () => string;
}

export interface CommandParts {
  readonly commands: Commands;
  readonly acts: PendingActs;
  readonly notes: PendingNotes;
}

/** What operators give to the gateway, and what every window sees of it until it is answered. */
export function createCommands(deps: CommandDeps): CommandParts {
  const { core, shared, notifier, subscriptions, deskName } = deps;
  const { clock, counters, keeper, strings, owned } = core;
  const commands = owned.add(
    new Commands({
      clock,
      counters,
      outbox: {
        add: (command, then) => keeper.write([{ k: 'command', command }], then),
        settled: (id) => keeper.write([{ k: 'settled', id }]),
      },
      desk: deskName,
      lost: (lost) => tellLost(notifier, strings, lost),
      waiting: (command) => {
        notes.waiting(command);
        acts.waiting(command);
      },
      settled: (command, result) => {
        notes.settled(command, result);
        acts.settled(command, result);
      },
    }),
  );
  const acts: PendingActs = new PendingActs({
    send: (operation, kept) => commands.operate(operation, kept),
    publish: (pending) => shared.setActs(pending),
  });
  const notes: PendingNotes = new PendingNotes({
    send: (args, ifVersion, kept) => commands.setNote(args, ifVersion, kept),
    publish: (pending) => shared.setPendingNotes(pending),
    written: (note) => subscriptions.noted(note),
  });
  return { commands, acts, notes };
}
