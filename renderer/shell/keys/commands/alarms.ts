import type { Command, Desk } from '../command.ts';

export const alarmCommands = (desk: Desk): Command[] => [
  {
    id: 'alarms.next',
    words: ({ t }) => t('command.nextAlarm'),
    chords: ['N'],
    panel: 'alarms',
    run: () => desk.ask('next-alarm', 'alarms'),
  },
  {
    id: 'alarms.acknowledge',
    words: ({ t }) => t('command.acknowledge'),
    chords: ['A'],
    panel: 'alarms',
    run: () => desk.ask('acknowledge', 'alarms'),
  },
  {
    id: 'alarms.rows',
    words: ({ t }) => t('keys.alarms.rows'),
    chords: ['ArrowUp', 'ArrowDown'],
    panel: 'alarms',
    run: null,
    own: true,
  },
  {
    id: 'alarms.choose',
    words: ({ t }) => t('keys.press'),
    chords: ['Enter'],
    panel: 'alarms',
    run: null,
    own: true,
  },
];
