import type { Command, Desk } from '../command.ts';

export const routeCommands = (desk: Desk): Command[] => [
  {
    id: 'route.detail',
    words: ({ t }) => t('command.detail'),
    chords: ['D'],
    panel: 'route',
    run: () => desk.ask('detail', 'route'),
  },
  {
    id: 'route.rows',
    words: ({ t }) => t('keys.route.rows'),
    chords: ['ArrowUp', 'ArrowDown'],
    panel: 'route',
    run: null,
    own: true,
  },
  {
    id: 'route.time',
    words: ({ t }) => t('keys.route.time'),
    chords: ['ArrowLeft', 'ArrowRight', '+', '-'],
    panel: 'route',
    run: null,
    own: true,
  },
  {
    id: 'route.centre',
    words: ({ t }) => t('keys.route.centre'),
    chords: ['Enter'],
    panel: 'route',
    run: () => desk.ask('centre-route', 'route'),
    own: true,
  },
  {
    id: 'route.wholeDay',
    words: ({ t }) => t('keys.route.wholeDay'),
    chords: ['0'],
    panel: 'route',
    run: () => desk.ask('whole-day', 'route'),
    own: true,
  },
  {
    id: 'route.copy',
    words: ({ t }) => t('keys.route.copy'),
    chords: ['C'],
    panel: 'route',
    run: () => desk.ask('copy-phone', 'route'),
    own: true,
  },
];
