import { PANELS, type Panel } from '../../../../contract/bridge.ts';
import type { StringKey, Strings } from '../../../../contract/strings/index.ts';
import type { Direction } from '../../grid/steps.ts';
import type { Chord } from '../chord.ts';
import type { Command, Desk } from '../command.ts';

/** Texts that name a panel and nothing else. */
type OfPanel =
  | `command.move${'Left' | 'Right' | 'Top' | 'Bottom'}`
  | `command.${'wider' | 'narrower' | 'taller' | 'shorter' | 'maximize' | 'restore' | 'tearOff' | 'return'}`;

/** Of the panel with the focus: its place, its length, its tabs, its window. */
export function arrangeCommands(desk: Desk): Command[] {
  const { arrange } = desk;
  const named = (key: OfPanel & StringKey, { t }: Strings): string => {
    const panel = arrange.current();
    return t(key, { panel: panel === null ? '' : t(`panel.${panel}`) });
  };
  const of = (
    id: string,
    key: OfPanel & StringKey,
    chords: readonly Chord[],
    run: (panel: Panel) => void,
    when: (panel: Panel) => boolean = () => true,
  ): Command => ({
    id: `arrange.${id}`,
    words: (strings) => named(key, strings),
    chords,
    panel: null,
    run: () => {
      const panel = arrange.current();
      if (panel !== null) run(panel);
    },
    when: () => {
      const panel = arrange.current();
      return panel !== null && when(panel);
    },
  });
  const move = (id: Direction, key: OfPanel & StringKey, arrow: string): Command =>
    of(`move.${id}`, key, [`Alt+Shift+Arrow${arrow}`], (panel) => arrange.move(panel, id));
  const grow = (id: string, along: 'row' | 'column', steps: 1 | -1): Command =>
    of(id, `command.${id}` as OfPanel & StringKey, [], (panel) => arrange.grow(panel, along, steps));
  const { isMaximized } = arrange;
  return [
    move('left', 'command.moveLeft', 'Left'),
    move('right', 'command.moveRight', 'Right'),
    move('top', 'command.moveTop', 'Up'),
    move('bottom', 'command.moveBottom', 'Down'),
    ...PANELS.map((other) => tabCommand(desk, other)),
    grow('wider', 'row', 1),
    grow('narrower', 'row', -1),
    grow('taller', 'column', 1),
    grow('shorter', 'column', -1),
    stepCommand(desk, 'command.nextTab', 'Alt+PageDown', 1),
    stepCommand(desk, 'command.previousTab', 'Alt+PageUp', -1),
    of('maximize', 'command.maximize', ['M'], arrange.toggleMaximized, (panel) => !isMaximized(panel)),
    of('restore', 'command.restore', ['M'], arrange.toggleMaximized, isMaximized),
    of('tearOff', 'command.tearOff', ['Alt+T'], arrange.tearOff),
    of('return', 'command.return', ['Alt+R'], arrange.giveBack, arrange.torn),
    {
      id: 'arrange.returnAll',
      words: ({ t }) => t('command.returnAll'),
      chords: [],
      panel: null,
      run: () => arrange.giveBack(null),
      when: arrange.torn,
    },
    {
      id: 'arrange.close',
      words: ({ t }) => t('command.closeCurrent'),
      chords: ['Alt+W'],
      panel: null,
      run: () => {
        const panel = arrange.current();
        if (panel !== null) desk.close(panel);
      },
      when: () => arrange.current() !== null,
    },
  ];
}

const tabCommand = ({ arrange }: Desk, other: Panel): Command => ({
  id: `arrange.asTab.${other}`,
  words: ({ t }) => {
    const panel = arrange.current() ?? other;
    return t('command.asTab', { panel: t(`panel.${panel}`), other: t(`panel.${other}`) });
  },
  chords: [],
  panel: null,
  run: () => {
    const panel = arrange.current();
    if (panel !== null) arrange.asTab(panel, other);
  },
  when: () => {
    const panel = arrange.current();
    return panel !== null && panel !== other && arrange.isOpen(other) && !arrange.isWith(panel, other);
  },
});

const stepCommand = (
  { arrange }: Desk,
  key: 'command.nextTab' | 'command.previousTab',
  chord: Chord,
  step: 1 | -1,
): Command => ({
  id: step === 1 ? 'arrange.nextTab' : 'arrange.previousTab',
  words: ({ t }) => t(key),
  chords: [chord],
  panel: null,
  run: () => arrange.nextTab(step),
  when: arrange.hasTabs,
});
