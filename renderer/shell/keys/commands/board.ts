import type { BoardView } from '../../../../contract/bridge.ts';
import { FILTERS, FIRST, isSortKey } from '../../../panels/board/order.ts';
import type { Command, Desk } from '../command.ts';

const SORT_KEYS = Object.keys(FIRST).filter(isSortKey);

export function boardCommands(desk: Desk): Command[] {
  const view = (): BoardView => desk.stores.shared.value.board;
  const show = (change: Partial<BoardView>): void => {
    void desk.call('setBoard', { ...view(), ...change });
    desk.open('board');
  };
  return [
    {
      id: 'board.find',
      words: ({ t }) => t('command.find'),
      chords: ['/'],
      panel: 'board',
      run: () => desk.ask('find', 'board'),
    },
    ...FILTERS.map((filter): Command => ({
      id: `board.filter.${filter}`,
      words: ({ t }) => t('command.filter', { filter: t(`board.filter.${filter}`) }),
      chords: [],
      panel: 'board',
      run: () => show({ filter }),
    })),
    ...SORT_KEYS.map((sort): Command => ({
      id: `board.sort.${sort}`,
      words: ({ t }) => t('command.sort', { column: t(`board.column.${sort}`) }),
      chords: [],
      panel: 'board',
      run: () => show({ sort, descending: FIRST[sort] }),
    })),
    {
      id: 'board.reverse',
      words: ({ t }) => t('command.reverse'),
      chords: [],
      panel: 'board',
      run: () => show({ descending: !view().descending }),
    },
    {
      id: 'board.showAll',
      words: ({ t }) => t('command.showAll'),
      chords: [],
      panel: 'board',
      run: () => show({ filter: 'all', search: '' }),
    },
    ...ROWS,
  ];
}

const ROWS: readonly Command[] = [
  {
    id: 'board.rows',
    words: ({ t }) => t('keys.board.rows'),
    chords: ['ArrowUp', 'ArrowDown'],
    panel: 'board',
    run: null,
    own: true,
  },
  {
    id: 'board.pages',
    words: ({ t }) => t('keys.board.pages'),
    chords: ['PageUp', 'PageDown'],
    panel: 'board',
    run: null,
    own: true,
  },
  {
    id: 'board.ends',
    words: ({ t }) => t('keys.board.ends'),
    chords: ['Home', 'End'],
    panel: 'board',
    run: null,
    own: true,
  },
  {
    id: 'board.choose',
    words: ({ t }) => t('keys.press'),
    chords: ['Enter'],
    panel: 'board',
    run: null,
    own: true,
  },
];
