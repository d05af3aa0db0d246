import {
  filterKey,
  findFilter,
  MAX_SAVED_FILTERS,
  type BoardView,
  type SavedFilter,
  type SavedFilters,
} from '../../../contract/board.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';

/** The saved filters after a call; names differ in more than case. */
type After = Result<SavedFilters>;

const missing = (name: string): After => fail('not-found', `There is no saved filter "${name}"`, 'name');
const replace = (saved: SavedFilters, old: SavedFilter, by: readonly SavedFilter[]): SavedFilter[] =>
  saved.list.flatMap((one) => (one === old ? by : [one]));

/** One of the same name gives way and keeps its place. */
export function saveFilter(saved: SavedFilters, name: string, view: BoardView): After {
  const held = findFilter(saved, name);
  if (held !== undefined) return ok({ ...saved, list: replace(saved, held, [{ name: held.name, view }]) });
  if (saved.list.length >= MAX_SAVED_FILTERS)
    return fail('conflict', `There are ${String(MAX_SAVED_FILTERS)} saved filters: delete one first`, 'name');
  return ok({ ...saved, list: [...saved.list, { name, view }] });
}

export function renameFilter(saved: SavedFilters, name: string, to: string): After {
  const held = findFilter(saved, name);
  if (held === undefined) return missing(name);
  const other = findFilter(saved, to);
  if (other !== undefined && other !== held)
    return fail('conflict', `There is a saved filter "${other.name}" already`, 'to');
  const starts = isStart(saved, held);
  return ok({
    list: replace(saved, held, [{ ...held, name: to }]),
    start: starts ? to : saved.start,
  });
}

export function deleteFilter(saved: SavedFilters, name: string): After {
  const held = findFilter(saved, name);
  if (held === undefined) return missing(name);
  return ok({ list: replace(saved, held, []), start: isStart(saved, held) ? null : saved.start });
}

export function startWith(saved: SavedFilters, name: string | null): After {
  if (name === null) return ok({ ...saved, start: null });
  const held = findFilter(saved, name);
  return held === undefined ? missing(name) : ok({ ...saved, start: held.name });
}

const isStart = (saved: SavedFilters, filter: SavedFilter): boolean =>
  saved.start !== null && filterKey(saved.start) === filterKey(filter.name);
