import type { Command, Desk } from '../command.ts';

/** What was found to have happened while this console heard nothing. */
export const gapCommands = (desk: Desk): Command[] => {
  const { gaps } = desk.stores;
  const isThere = (): boolean => gaps.value.length > 0;
  return [
    {
      id: 'gap.show',
      words: ({ t }) => t('command.gap.show'),
      chords: ['O'],
      panel: null,
      run: () => desk.show('gaps'),
      when: isThere,
    },
    {
      id: 'gap.dismiss',
      words: ({ t }) => t('command.gap.dismiss'),
      chords: ['X'],
      panel: null,
      run: () => {
        const newest = gaps.value[0];
        if (newest !== undefined) void desk.call('dismissGap', { id: newest.id });
      },
      when: isThere,
    },
  ];
};
