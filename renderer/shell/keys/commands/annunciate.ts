import type { Command, Desk } from '../command.ts';

/** Q for quiet: S shelves, M maximizes. */
export const SILENCE_KEY = 'Q';

/** What calls for the operator, and whether it can. */
export const annunciateCommands = (desk: Desk): Command[] => {
  const now = () => desk.stores.annunciation.value;
  return [
    {
      id: 'alarms.silence',
      words: ({ t }) => t('command.silence'),
      chords: [SILENCE_KEY],
      panel: null,
      run: () => void desk.call('silence', {}),
      when: () => (now()?.sound ?? null) !== null,
    },
    {
      id: 'alarms.showUnanswered',
      words: ({ t }) => t('command.showUnanswered'),
      chords: [],
      panel: null,
      run: () => {
        const unanswered = now()?.unanswered;
        if (unanswered) void desk.call('showAlarm', { alarmId: unanswered.alarm.id });
      },
      when: () => (now()?.unanswered ?? null) !== null,
    },
    {
      id: 'alarms.test',
      words: ({ t }) => t('command.testAlarms'),
      chords: [],
      panel: null,
      run: () => desk.show('test-alarms'),
    },
    {
      id: 'alarms.soundOn',
      words: ({ t }) => t('command.soundOn'),
      chords: [],
      panel: null,
      run: () => desk.caller.unlock(),
      when: () => desk.caller.state === 'locked',
    },
  ];
};
