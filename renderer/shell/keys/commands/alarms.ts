import type { Command, Desk } from '../command.ts';

/** What an operator does with the current alarm, or with the list. */
const DEEDS = [
  ['comment', 'I'],
  ['claim', 'T'],
  ['shelve', 'S'],
  ['out', 'W'],
  ['runbook', 'R'],
  ['bulk', 'B'],
] as const;
const PARTS = [
  ['suppression', 'J'],
  ['health', null],
  ['handover', null],
] as const;

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
  ...DEEDS.map(([deed, chord]): Command => ({
    id: `alarms.${deed}`,
    words: ({ t }) => t(`keys.alarms.${deed}`),
    chords: [chord],
    panel: 'alarms',
    run: () => desk.ask('alarm', 'alarms', deed),
  })),
  {
    id: 'alarms.map',
    words: ({ t }) => t('keys.alarms.map'),
    chords: ['G'],
    panel: 'alarms',
    run: () => {
      desk.open('map');
      desk.ask('alarm', 'alarms', 'map');
    },
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
  ...PARTS.map(([part, chord]): Command => ({
    id: `alarm-desk.${part}`,
    words: ({ t }) => t(`keys.desk.${part}`),
    chords: chord === null ? [] : [chord],
    panel: 'alarm-desk',
    run: () => {
      desk.open('alarm-desk');
      desk.ask('alarm-desk', 'alarm-desk', part);
    },
  })),
  {
    id: 'alarm-desk.print',
    words: ({ t }) => t('keys.desk.print'),
    chords: [],
    panel: 'alarm-desk',
    run: () => {
      desk.open('alarm-desk');
      desk.ask('alarm-desk', 'alarm-desk', 'print');
    },
  },
  {
    id: 'alarm-desk.rows',
    words: ({ t }) => t('keys.desk.rows'),
    chords: ['ArrowUp', 'ArrowDown'],
    panel: 'alarm-desk',
    run: null,
    own: true,
  },
  {
    id: 'alarm-desk.unshelve',
    words: ({ t }) => t('keys.desk.unshelve'),
    chords: ['U'],
    panel: 'alarm-desk',
    run: null,
    own: true,
  },
];
