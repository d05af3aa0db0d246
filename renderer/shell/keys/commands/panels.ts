import { PANELS, type Panel } from '../../../../contract/bridge.ts';
import type { Command, Desk } from '../command.ts';

export const panelCommands = (desk: Desk): Command[] => [
  {
    id: 'panels.next',
    words: ({ t }) => t('command.nextPanel'),
    chords: ['F6'],
    panel: null,
    run: () => desk.focus(1),
  },
  {
    id: 'panels.previous',
    words: ({ t }) => t('command.previousPanel'),
    chords: ['Shift+F6'],
    panel: null,
    run: () => desk.focus(-1),
  },
  ...PANELS.flatMap((panel) => ofPanel(desk, panel)),
];

function ofPanel(desk: Desk, panel: Panel): Command[] {
  const isOpen = (): boolean => desk.arrange.isOpen(panel);
  return [
    {
      id: `${panel}.goTo`,
      words: ({ t }) => t('command.goTo', { panel: t(`panel.${panel}`) }),
      chords: [],
      panel,
      run: () => desk.focus(panel),
      when: isOpen,
    },
    {
      id: `${panel}.open`,
      words: ({ t }) => t('command.open', { panel: t(`panel.${panel}`) }),
      chords: [],
      panel,
      run: () => desk.open(panel),
      when: () => !isOpen(),
    },
    {
      id: `${panel}.close`,
      words: ({ t }) => t('command.close', { panel: t(`panel.${panel}`) }),
      chords: [],
      panel,
      run: () => desk.close(panel),
      when: isOpen,
    },
  ];
}
