import type { Panel } from '../../../contract/bridge.ts';
import { isPressed, type KeyPress } from './chord.ts';
import type { Command, Desk } from './command.ts';
import { annunciateCommands } from './commands/annunciate.ts';
import { alarmCommands } from './commands/alarms.ts';
import { boardCommands } from './commands/board.ts';
import { chartCommands } from './commands/chart.ts';
import { gapCommands } from './commands/gaps.ts';
import { layoutCommands } from './commands/layouts.ts';
import { mapCommands } from './commands/map.ts';
import { arrangeCommands } from './commands/arrange.ts';
import { panelCommands } from './commands/panels.ts';
import { routeCommands } from './commands/route.ts';
import { settingsCommands } from './commands/settings.ts';
import { savingCommands } from './commands/saving.ts';
import { OPEN_PALETTE, shellCommands } from './commands/shell.ts';

/** The one registry: everything that can be done here, as it is at this moment. A new panel adds its own list. */
export const allCommands = (desk: Desk): Command[] => [
  ...alarmCommands(desk),
  ...annunciateCommands(desk),
  ...boardCommands(desk),
  ...mapCommands(desk),
  ...routeCommands(desk),
  ...chartCommands(desk),
  ...panelCommands(desk),
  ...savingCommands(desk),
  ...gapCommands(desk),
  ...arrangeCommands(desk),
  ...layoutCommands(desk),
  ...shellCommands(desk),
  ...settingsCommands(desk),
];

export type Runnable = Command & { readonly run: () => void };

const isRunnable = (command: Command): command is Runnable => command.run !== null;
const applies = (command: Command): boolean => command.when === undefined || command.when();

/** What the palette offers: all that means anything now, but for the palette itself. */
export const offered = (commands: readonly Command[]): Runnable[] =>
  commands.filter(isRunnable).filter((command) => command.id !== OPEN_PALETTE && applies(command));

/** What a key asks for; null for nothing of ours. */
export const pressed = (commands: readonly Command[], press: KeyPress): Runnable | null =>
  commands
    .filter(isRunnable)
    .find((one) => one.own !== true && one.chords.some((chord) => isPressed(chord, press)) && applies(one)) ??
  null;

export interface KeyHelp {
  /** Keys that the place with the focus has, its own included. */
  readonly here: readonly Command[];
  readonly everywhere: readonly Command[];
}

/**
 * Each key once: what belongs to the place is said there, what only another place hears is left out, and of two things on
 * one key the one that it means now.
 */
export function keysOf(commands: readonly Command[], place: Panel | null): KeyHelp {
  const keyed = commands.filter((command) => command.chords.length > 0 && !isShadowed(command, commands));
  const here = place === null ? [] : keyed.filter((command) => command.panel === place);
  const others = keyed.filter((command) => command.own !== true && !here.includes(command));
  const isShells = (command: Command): boolean => command.panel === null;
  return { here, everywhere: [...others.filter(isShells), ...others.filter((one) => !isShells(one))] };
}

/** Means nothing now, while its key has another meaning. */
const isShadowed = (command: Command, commands: readonly Command[]): boolean =>
  !applies(command) &&
  commands.some((other) => other !== command && other.own !== true && sharesKey(other, command));
const sharesKey = (a: Command, b: Command): boolean => a.chords.some((chord) => b.chords.includes(chord));
