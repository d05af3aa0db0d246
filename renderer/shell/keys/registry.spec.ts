import { describe, expect, it } from 'vitest';
import { PANELS, type CallName, type Panel } from '../../../contract/bridge.ts';
import { FLEET_SERIES } from '../../../contract/metric.ts';
import type { LayoutSummary } from '../../../contract/layout/types.ts';
import { createStrings } from '../../../contract/strings/index.ts';
import { ACTIONS, type Action } from '../../panels/types.ts';
import { BOARD_COLUMNS, BOARD_FILTERS, BOARD_GROUPS } from '../../../contract/board.ts';
import { Stores } from '../../stores/index.ts';
import { commandEntries } from '../palette/command-entries.ts';
import type { KeyPress } from './chord.ts';
import type { Desk } from './command.ts';
import { OPEN_PALETTE } from './commands/shell.ts';
import { allCommands, keysOf, offered, pressed } from './registry.ts';

const strings = createStrings('en-GB', 'UTC');

const MORNING: LayoutSummary = {
  id: 'morning',
  name: 'Morning',
  slot: 3,
  roles: ['dispatcher'],
  version: 2,
  savedAt: 1_000,
  older: [{ version: 1, savedAt: 500 }],
  builtin: false,
  windowCount: 1,
};

/** A desk that writes down what it is asked for. */
function deskOf(heard: string[] = []): Desk {
  const stores = new Stores(() => 0);
  stores.dispose();
  return {
    stores,
    caller: { state: 'running', unlock: () => undefined } as unknown as Desk['caller'],
    call: (name, args) => {
      heard.push(`${name} ${JSON.stringify(args)}`);
      return Promise.resolve({ ok: false, error: { code: 'offline', message: 'no main here' } });
    },
    strings: () => strings,
    open: (panel) => heard.push(`open ${panel}`),
    close: (panel) => heard.push(`close ${panel}`),
    arrange: {
      torn: () => true,
      current: () => 'map',
      isOpen: () => false,
      isMaximized: () => false,
      isWith: () => false,
      hasTabs: () => true,
      move: (panel, direction) => heard.push(`move ${panel} ${direction}`),
      asTab: (panel, other) => heard.push(`tab ${panel} ${other}`),
      grow: (panel, along, steps) => heard.push(`grow ${panel} ${along} ${steps}`),
      nextTab: (step) => heard.push(`tab ${step}`),
      toggleMaximized: (panel) => heard.push(`maximize ${panel}`),
      tearOff: (panel) => heard.push(`tear ${panel}`),
      giveBack: (panel) => heard.push(`back ${panel}`),
    },
    layouts: {
      all: () => [MORNING, { ...MORNING, id: 'builtin:night', name: 'Night', slot: 4, builtin: true }],
      present: () => MORNING,
      role: () => 'dispatcher',
      apply: (id, version) => heard.push(`apply ${id} ${version ?? ''}`.trim()),
      save: () => heard.push('save layout'),
      name: (layout) => heard.push(`name ${layout?.id ?? 'new'}`),
      named: () => Promise.resolve(''),
      remove: ({ id }) => heard.push(`remove ${id}`),
      erase: (id) => heard.push(`erase ${id}`),
      exportFile: ({ id }) => heard.push(`export ${id}`),
      importFile: () => heard.push('import'),
      change: (id, change) => heard.push(`change ${id} ${JSON.stringify(change)}`),
    },
    ask: (action, panel, argument = '') => heard.push(`ask ${action} ${panel} ${argument}`.trim()),
    retry: () => heard.push('retry'),
    show: (overlay) => heard.push(`show ${overlay}`),
    focus: (where) => heard.push(`focus ${where}`),
    place: () => 'board',
    save: (kind, panel) => heard.push(`save ${kind} ${panel}`),
    linkDetails: {
      toggle: () => heard.push('link toggle'),
      isOpen: () => false,
      close: () => heard.push('link close'),
    },
    askNotifications: () => () => heard.push('ask notifications'),
  };
}

const press = (key: string, change: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  typing: false,
  ...change,
});

function runAll(): string[] {
  const heard: string[] = [];
  for (const command of allCommands(deskOf(heard))) command.run?.();
  return heard;
}

describe('the registry', () => {
  const heard = runAll();

  it('has every action that a panel answers', () => {
    const asked = heard.filter((line) => line.startsWith('ask ')).map((line) => line.split(' ')[1]);
    // The palette's own row for an alarm asks for the one, with the alarm; the alarms for the other, with its route.
    const elsewhere: Action[] = ['show-route', 'show-alarm'];
    expect(ACTIONS.filter((action) => !asked.includes(action))).toEqual(elsewhere);
  });

  it('opens, closes and reaches every panel', () => {
    for (const panel of PANELS)
      for (const verb of ['open', 'close', 'focus']) expect(heard).toContain(`${verb} ${panel}`);
  });

  it('moves, stacks, sizes, maximizes, tears off and returns the panel with the focus', () => {
    for (const side of ['left', 'right', 'top', 'bottom']) expect(heard).toContain(`move map ${side}`);
    for (const panel of PANELS) expect(heard).toContain(`tab map ${panel}`);
    for (const along of ['row', 'column'])
      for (const steps of [1, -1]) expect(heard).toContain(`grow map ${along} ${steps}`);
    for (const line of ['tab 1', 'tab -1', 'maximize map', 'tear map', 'back map', 'back null'])
      expect(heard).toContain(line);
  });

  it('applies every layout, and does all that can be done to the present one', () => {
    const wanted = ['apply morning', 'apply builtin:night', 'apply morning 1', 'save layout', 'name new'];
    const others = ['name morning', 'remove morning', 'export morning', 'import', 'show layouts'];
    for (const line of [...wanted, ...others, 'change morning {"roles":[]}']) expect(heard).toContain(line);
  });

  it('makes every call that an operator can make', () => {
    const called = new Set(heard.map((line) => line.split(' ')[0]));
    const made: CallName[] = ['select', 'setSettings', 'setBoard', 'signOut'];
    for (const name of made) expect(called).toContain(name);
    expect(heard).toContain('retry');
  });

  it('has every filter and both ways of every column, and every series of the fleet', () => {
    const boards = heard.filter((line) => line.startsWith('setBoard')).join('\n');
    for (const filter of BOARD_FILTERS) expect(boards).toContain(`"filter":"${filter}"`);
    for (const group of BOARD_GROUPS) expect(boards).toContain(`"group":"${group}"`);
    for (const sort of BOARD_COLUMNS) expect(boards).toContain(`"sort":"${sort}"`);
    expect(boards).toContain('"descending":false');
    for (const series of FLEET_SERIES) expect(heard).toContain(`ask show-series chart ${series}`);
  });

  it('names each command once, in words', () => {
    const commands = allCommands(deskOf());
    const ids = commands.map((command) => command.id);
    expect(ids.filter((id, n) => ids.indexOf(id) !== n)).toEqual([]);
    for (const language of ['en', 'de']) {
      const said = createStrings(language, 'UTC');
      const words = commands.filter((command) => command.run !== null).map((command) => command.words(said));
      const twice = words.filter((text, n) => words.indexOf(text) !== n);
      expect(twice, language).toEqual([]);
      for (const text of words) expect(text).not.toMatch(/[{}]|undefined|^$/);
    }
  });

  it('gives no key to two things of one place', () => {
    const commands = allCommands(deskOf());
    for (const place of [null, ...PANELS] as (Panel | null)[]) {
      const { here, everywhere } = keysOf(commands, place);
      const chords = [...here, ...everywhere].flatMap((command) => command.chords);
      const twice = chords.filter((chord, n) => chords.indexOf(chord) !== n);
      expect(twice, String(place)).toEqual([]);
    }
  });

  it('is in the palette whole, but for what means nothing now and the palette itself', () => {
    const commands = allCommands(deskOf());
    const listed = commandEntries(commands, strings, false).map((entry) => entry.id);
    expect(listed).toEqual(offered(commands).map((command) => `command:${command.id}`));
    const missing = commands.filter((one) => one.run !== null && !listed.includes(`command:${one.id}`));
    for (const command of missing)
      expect(command.id === OPEN_PALETTE || command.when?.() === false, command.id).toBe(true);
    expect(listed).toContain('command:alarms.acknowledge');
  });
});

describe('keys', () => {
  const command = (of: KeyPress): string | undefined => pressed(allCommands(deskOf()), of)?.id;

  it('are letters in a field and nothing with a modifier', () => {
    expect(['/', 'n', 'A', 'f', 'l', 'd', '?', 'F6'].map((key) => command(press(key)))).toEqual([
      'board.find',
      'alarms.next',
      'alarms.acknowledge',
      'map.fit',
      'shell.linkDetails',
      'route.detail',
      'shell.help',
      'panels.next',
    ]);
    expect(command(press('F6', { shiftKey: true }))).toBe('panels.previous');
    expect(command(press('?', { shiftKey: true }))).toBe('shell.help');
    expect(command(press('a', { typing: true }))).toBeUndefined();
    expect(command(press('F6', { typing: true }))).toBe('panels.next');
    expect(command(press('f', { ctrlKey: true }))).toBeUndefined();
    expect(command(press('x'))).toBeUndefined();
  });

  it('with Alt are the key where it stands, whatever it writes, in a field too', () => {
    const alt = (key: string, code: string, change: Partial<KeyPress> = {}): string | undefined =>
      command(press(key, { code, altKey: true, ...change }));
    expect(alt('3', 'Digit3')).toBe('layout.apply.morning');
    expect(alt('\u00a3', 'Digit3', { typing: true })).toBe('layout.apply.morning');
    expect(alt('4', 'Numpad4')).toBe('layout.apply.builtin:night');
    expect(alt('9', 'Digit9')).toBeUndefined();
    expect(alt('ArrowLeft', 'ArrowLeft', { shiftKey: true })).toBe('arrange.move.left');
    expect(alt('ArrowLeft', 'ArrowLeft')).toBeUndefined();
    // AltGr, which writes a sign.
    expect(alt('\u00b3', 'Digit3', { ctrlKey: true })).toBeUndefined();
    expect(command(press('3', { code: 'Digit3' }))).toBeUndefined();
  });

  it('open the palette from a field too, with either modifier', () => {
    expect(command(press('k', { ctrlKey: true, typing: true }))).toBe(OPEN_PALETTE);
    expect(command(press('K', { metaKey: true }))).toBe(OPEN_PALETTE);
    expect(command(press('k'))).toBeUndefined();
    expect(command(press('k', { ctrlKey: true, altKey: true }))).toBeUndefined();
  });

  it('that a panel hears itself are said where it has the focus, and run by nobody else', () => {
    const commands = allCommands(deskOf());
    expect(keysOf(commands, 'board').here.map((one) => one.id)).toContain('board.rows');
    expect(keysOf(commands, 'map').everywhere.map((one) => one.id)).not.toContain('board.rows');
    expect(keysOf(commands, 'map').everywhere.map((one) => one.id)).toContain('board.find');
    expect(command(press('ArrowDown'))).toBeUndefined();
    expect(command(press('c'))).toBeUndefined();
  });
});
