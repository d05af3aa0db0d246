/** What the board shows and how: one for all windows, kept over a restart, and savable under a name. */

/** In the order of their chips; `exceptions` is any condition, the conditions follow it one by one. */
export const BOARD_FILTERS = [
  'all',
  'late',
  'going-late',
  'exceptions',
  'reported',
  'off-route',
  'silent',
  'dwell',
  'active',
  'planned',
  'done',
] as const;
export type BoardFilter = (typeof BOARD_FILTERS)[number];

export const BOARD_GROUPS = ['none', 'depot', 'status', 'driver'] as const;
export type BoardGroup = (typeof BOARD_GROUPS)[number];

/** `route` is a row's identity: always shown, always the first. Each column can be sorted by. */
export const BOARD_COLUMNS = [
  'route',
  'van',
  'vehicle',
  'driver',
  'depot',
  'status',
  'phase',
  'conditions',
  'alarms',
  'adherence',
  'risk',
  'slack',
  'done',
  'failed',
  'next',
  'eta',
  'window',
  'start',
  'end',
  'age',
] as const;
export type BoardColumnId = (typeof BOARD_COLUMNS)[number];

export interface BoardColumn {
  readonly id: BoardColumnId;
  /** In ems of the board's text, so that it follows the text size; null is as wide as the column asks for. */
  readonly width: number | null;
}
export const MIN_COLUMN_EM = 3;
export const MAX_COLUMN_EM = 60;

/** Which groups are folded: all but some, or none but some. */
export interface BoardFolds {
  readonly all: boolean;
  /** Keys of groups that are the other way; the oldest goes first. */
  readonly except: readonly string[];
}
export const MAX_FOLDS = 100;
/** Characters of a group's key. */
export const MAX_FOLD_KEY = 200;

export interface BoardView {
  /** A column's id; an unknown one means adherence. */
  readonly sort: string;
  readonly descending: boolean;
  readonly filter: BoardFilter;
  readonly search: string;
  readonly group: BoardGroup;
  readonly folds: BoardFolds;
  /** Shown, from left to right, without `route`; null is the board's own choice, which gives way where there is no room. */
  readonly columns: readonly BoardColumn[] | null;
}

export const NO_FOLDS: BoardFolds = { all: false, except: [] };
export const DEFAULT_BOARD: BoardView = {
  sort: 'adherence',
  descending: true,
  filter: 'all',
  search: '',
  group: 'none',
  folds: NO_FOLDS,
  columns: null,
};

/** A view under a name: filter, search, sort, group and columns together. */
export interface SavedFilter {
  /** Unique without regard to case. */
  readonly name: string;
  readonly view: BoardView;
}
export const MAX_SAVED_FILTERS = 40;
export const MAX_FILTER_NAME = 60;

export interface SavedFilters {
  /** In the order of saving. */
  readonly list: readonly SavedFilter[];
  /** Name of the one that a new start shows; null goes on where the last one ended. */
  readonly start: string | null;
}
export const NO_SAVED_FILTERS: SavedFilters = { list: [], start: null };

export const filterKey = (name: string): string => name.trim().toLowerCase();
export const findFilter = (saved: SavedFilters, name: string): SavedFilter | undefined =>
  saved.list.find((one) => filterKey(one.name) === filterKey(name));
