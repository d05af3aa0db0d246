import * as v from 'valibot';
import {
  BOARD_COLUMNS,
  BOARD_FILTERS,
  BOARD_GROUPS,
  MAX_COLUMN_EM,
  MAX_FILTER_NAME,
  MAX_FOLDS,
  MAX_SAVED_FILTERS,
  MIN_COLUMN_EM,
  NO_FOLDS,
  MAX_FOLD_KEY,
  type BoardColumn,
  type BoardView,
  type SavedFilter,
  type SavedFilters,
} from '../board.ts';
import type { SchemaOf } from './domain.ts';

const column = v.object({
  id: v.picklist(BOARD_COLUMNS),
  width: v.nullable(v.pipe(v.number(), v.minValue(MIN_COLUMN_EM), v.maxValue(MAX_COLUMN_EM))),
});
const once = (columns: BoardColumn[]): boolean =>
  new Set(columns.map(({ id }) => id)).size === columns.length;

/** What the first version wrote had no group, folds and columns: it is still read. */
export const boardView = v.object({
  sort: v.pipe(v.string(), v.maxLength(32)),
  descending: v.boolean(),
  filter: v.picklist(BOARD_FILTERS),
  search: v.pipe(v.string(), v.maxLength(100)),
  group: v.optional(v.picklist(BOARD_GROUPS), 'none'),
  folds: v.optional(
    v.object({
      all: v.boolean(),
      except: v.pipe(v.array(v.pipe(v.string(), v.maxLength(MAX_FOLD_KEY))), v.maxLength(MAX_FOLDS)),
    }),
    { ...NO_FOLDS, except: [] },
  ),
  columns: v.optional(
    v.nullable(
      v.pipe(
        v.array(column),
        v.minLength(1, 'must show a column'),
        v.maxLength(BOARD_COLUMNS.length),
        v.check(once, 'must name each column once'),
      ),
    ),
    null,
  ),
}) satisfies SchemaOf<BoardView>;

export const filterName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_FILTER_NAME));
const savedFilter = v.object({ name: filterName, view: boardView }) satisfies SchemaOf<SavedFilter>;

/** Of a settings file: a filter that cannot be read costs only itself. */
export const savedFilters = v.object({
  list: v.pipe(
    v.array(v.fallback(v.nullable(savedFilter), null)),
    v.transform((list) => list.filter((one) => one !== null).slice(0, MAX_SAVED_FILTERS)),
  ),
  start: v.fallback(v.nullable(v.string()), null),
}) satisfies SchemaOf<SavedFilters>;
