import type { Command, Desk } from '../command.ts';

export const mapCommands = (desk: Desk): Command[] => [
  {
    id: 'map.fit',
    words: ({ t }) => t('command.fit'),
    chords: ['F'],
    panel: 'map',
    run: () => desk.ask('fit-fleet', 'map'),
  },
  {
    id: 'map.redraw',
    words: ({ t }) => t('command.redraw'),
    chords: [],
    panel: 'map',
    run: () => desk.ask('redraw-map', 'map'),
  },
  {
    id: 'map.move',
    words: ({ t }) => t('keys.map.move'),
    chords: ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
    panel: 'map',
    run: null,
    own: true,
  },
  {
    id: 'map.zoom',
    words: ({ t }) => t('keys.map.zoom'),
    chords: ['+', '-'],
    panel: 'map',
    run: null,
    own: true,
  },
];
