import type { Strings } from '../../../contract/strings/index.ts';
import { keyCaps } from '../keys/chord.ts';
import { offered } from '../keys/registry.ts';
import type { Command } from '../keys/command.ts';
import { createEntry, type Entry } from './entry.ts';

/** What can be done now, with its key at the row's end and the panel that it belongs to beside it. */
export const commandEntries = (commands: readonly Command[], strings: Strings, mac: boolean): Entry[] =>
  offered(commands).map((command) => {
    const [chord] = command.chords;
    return createEntry({
      id: `command:${command.id}`,
      kind: 'command',
      text: command.words(strings),
      detail: () => (command.panel === null ? '' : strings.t(`panel.${command.panel}`)),
      end: () => (chord === undefined ? '' : keyCaps(chord, strings, mac).join(' ')),
      run: command.run,
    });
  });
