import { markOf, type RouteState } from '../../../contract/fleet.ts';
import { isoOrNull, type Cell, type Table } from '../../ui/saving/csv.ts';
import type { SortKey } from './order.ts';

interface Column {
  readonly header: readonly string[];
  readonly cells: (route: RouteState, ageS: number | null) => readonly Cell[];
}

/** What a column of the board is in a table: the data itself, not the words for it. */
const COLUMNS: Readonly<Record<SortKey, Column>> = {
  route: { header: ['route'], cells: ({ id }) => [id] },
  van: { header: ['vehicle', 'driver'], cells: ({ vehicleId, driver }) => [vehicleId, driver] },
  status: {
    header: ['status', 'conditions'],
    cells: (route) => [markOf(route), route.conditions.join(' ')],
  },
  adherence: { header: ['adherence (s)'], cells: ({ adherence }) => [adherence] },
  done: {
    header: ['stops done', 'stops'],
    cells: ({ stopsDone, stopsTotal }) => [stopsDone, stopsTotal],
  },
  next: { header: ['next stop'], cells: ({ nextName }) => [nextName] },
  eta: { header: ['eta (UTC)'], cells: ({ nextEta }) => [isoOrNull(nextEta)] },
  window: {
    header: ['window start (UTC)', 'window end (UTC)'],
    cells: ({ nextWindowStart, nextWindowEnd }) => [isoOrNull(nextWindowStart), isoOrNull(nextWindowEnd)],
  },
  age: { header: ['position age (s)'], cells: (_, ageS) => [ageS] },
};

/** The rows as they are filtered and sorted, in the order of the columns that are shown. */
export function boardTable(
  routes: readonly RouteState[],
  columns: readonly SortKey[],
  ageOf: (route: RouteState) => number | null,
): Table {
  const shown = columns.map((column) => COLUMNS[column]);
  return {
    header: shown.flatMap(({ header }) => header),
    rows: routes.map((route) => shown.flatMap(({ cells }) => cells(route, ageOf(route)))),
  };
}
