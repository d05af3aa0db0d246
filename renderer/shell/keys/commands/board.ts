import {
  BOARD_COLUMNS,
  BOARD_FILTERS,
  BOARD_GROUPS,
  NO_FOLDS,
  NO_SAVED_FILTERS,
  type BoardView,
} from '../../../../contract/board.ts';
import { isShown, toggled } from '../../../panels/board/columns/columns.ts';
import { startsDescending } from '../../../panels/board/order.ts';
import type { Command, Desk } from '../command.ts';

export function boardCommands(desk: Desk): Command[] {
  const view = (): BoardView => desk.stores.shared.value.board;
  const show = (change: Partial<BoardView>): void => {
    void desk.call('setBoard', { ...view(), ...change });
    desk.open('board');
  };
  const command = (id: string, words: Command['words'], run: () => void, ...chords: string[]): Command => ({
    id: `board.${id}`,
    words,
    chords,
    panel: 'board',
    run,
  });
  return [
    command(
      'find',
      ({ t }) => t('command.find'),
      () => desk.ask('find', 'board'),
      '/',
    ),
    command(
      'view',
      ({ t }) => t('command.board.view'),
      () => desk.ask('board-view', 'board'),
      'V',
    ),
    ...BOARD_FILTERS.map((filter) =>
      command(
        `filter.${filter}`,
        ({ t }) => t('command.filter', { filter: t(`board.filter.${filter}`) }),
        () => show({ filter }),
      ),
    ),
    ...BOARD_COLUMNS.map((sort) =>
      command(
        `sort.${sort}`,
        ({ t }) => t('command.sort', { column: t(`board.column.${sort}`) }),
        () => show({ sort, descending: startsDescending(sort) }),
      ),
    ),
    command(
      'reverse',
      ({ t }) => t('command.reverse'),
      () => show({ descending: !view().descending }),
    ),
    command(
      'showAll',
      ({ t }) => t('command.showAll'),
      () => show({ filter: 'all', search: '' }),
    ),
    ...BOARD_GROUPS.map((group) =>
      command(
        `group.${group}`,
        ({ t }) => t('command.board.group', { group: t(`board.group.${group}`) }),
        () => show({ group, folds: NO_FOLDS }),
      ),
    ),
    ...[true, false].map((all): Command => ({
      ...command(
        all ? 'foldAll' : 'unfoldAll',
        ({ t }) => t(all ? 'command.board.foldAll' : 'command.board.unfoldAll'),
        () => show({ folds: { all, except: [] } }),
      ),
      when: () => view().group !== 'none',
    })),
    ...columnCommands(view, show, command),
    ...savedCommands(desk, show, command),
    ...ROWS,
  ];
}

type Show = (change: Partial<BoardView>) => void;
type Make = (id: string, words: Command['words'], run: () => void, ...chords: string[]) => Command;

function columnCommands(view: () => BoardView, show: Show, command: Make): Command[] {
  return [
    ...BOARD_COLUMNS.filter((id) => id !== 'route').map((id) =>
      command(
        `column.${id}`,
        ({ t }) =>
          t(isShown(view().columns, id) ? 'command.board.column.hide' : 'command.board.column.show', {
            column: t(`board.column.${id}`),
          }),
        () => show({ columns: toggled(view().columns, id) }),
      ),
    ),
    command(
      'columns.reset',
      ({ t }) => t('command.board.columns.reset'),
      () => show({ columns: null }),
    ),
  ];
}

function savedCommands(desk: Desk, show: Show, command: Make): Command[] {
  const { list, start } = desk.stores.shared.value.filters ?? NO_SAVED_FILTERS;
  return [
    command(
      'saved',
      ({ t }) => t('command.board.saved.save'),
      () => desk.ask('board-view', 'board'),
    ),
    ...list.flatMap(({ name, view }) => [
      command(
        `saved.${name}`,
        ({ t }) => t('command.board.saved.apply', { name }),
        () => show(view),
      ),
      command(
        `start.${name}`,
        ({ t }) => t('command.board.saved.start', { name }),
        () => void desk.call('startWithFilter', { name }),
      ),
      command(
        `delete.${name}`,
        ({ t }) => t('command.board.saved.delete', { name }),
        () => void desk.call('deleteFilter', { name }),
      ),
    ]),
    {
      ...command(
        'startWithLast',
        ({ t }) => t('command.board.saved.startWithLast'),
        () => void desk.call('startWithFilter', { name: null }),
      ),
      when: () => start !== null,
    },
  ];
}

const own = (id: string, words: Command['words'], ...chords: string[]): Command => ({
  id: `board.${id}`,
  words,
  chords,
  panel: 'board',
  run: null,
  own: true,
});
const ROWS: readonly Command[] = [
  own('rows', ({ t }) => t('keys.board.rows'), 'ArrowUp', 'ArrowDown'),
  own('pages', ({ t }) => t('keys.board.pages'), 'PageUp', 'PageDown'),
  own('ends', ({ t }) => t('keys.board.ends'), 'Home', 'End'),
  own('fold', ({ t }) => t('keys.board.fold'), 'ArrowLeft', 'ArrowRight'),
  own('choose', ({ t }) => t('keys.press'), 'Enter'),
];
