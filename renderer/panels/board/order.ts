import type { BoardView } from '../../../contract/bridge.ts';
import { markOf, type Mark, type RouteId, type RouteState } from '../../../contract/fleet.ts';

export type SortKey = 'route' | 'van' | 'status' | 'adherence' | 'done' | 'next' | 'eta' | 'window' | 'age';
export type Filter = BoardView['filter'];
export const FILTERS: readonly Filter[] = ['all', 'late', 'exceptions', 'active', 'done'];

/** Worst first. */
const URGENCY: Readonly<Record<Mark, number>> = {
  exception: 0,
  'off-route': 1,
  late: 2,
  silent: 3,
  'on-time': 4,
  'at-stop': 4,
  planned: 5,
  completed: 6,
};

export function passes(route: RouteState, filter: Filter): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'late':
      return route.late && route.phase !== 'completed';
    case 'exceptions':
      return route.conditions.includes('exception');
    case 'active':
      return route.phase === 'en-route' || route.phase === 'at-stop';
    case 'done':
      return route.phase === 'completed';
  }
}

export function countFilters(routes: readonly RouteState[]): Record<Filter, number> {
  const counts: Record<Filter, number> = { all: routes.length, late: 0, exceptions: 0, active: 0, done: 0 };
  for (const route of routes) {
    for (const filter of FILTERS) if (filter !== 'all' && passes(route, filter)) counts[filter] += 1;
  }
  return counts;
}

/** Every word of the search is found somewhere in route, van, driver, depot, next stop or conditions (`silent`); case does not matter. */
export function matches(route: RouteState, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = [route.id, route.vehicleId, route.driver, route.depot, route.nextName, ...route.conditions]
    .filter((part) => part !== null)
    .join('\n')
    .toLocaleLowerCase();
  return words.every((word) => text.includes(word));
}

export const searchWords = (search: string): string[] =>
  search
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');

/** As they are shown, from the left. */
export const COLUMNS: readonly SortKey[] = [
  'route',
  'van',
  'status',
  'adherence',
  'done',
  'next',
  'eta',
  'window',
  'age',
];

export const isSortKey = (key: string): key is SortKey => Object.hasOwn(FIRST, key);

/** What a first click on a header does: true starts with the greatest. */
export const FIRST: Readonly<Record<SortKey, boolean>> = {
  route: false,
  van: false,
  status: false,
  adherence: true,
  done: true,
  next: false,
  eta: false,
  window: false,
  age: true,
};

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Work still to be looked at before work not begun before work done: an old lateness never tops the board. */
const ACT = { 'at-stop': 0, 'en-route': 0, planned: 1, completed: 2 } as const;

function keyOf(
  route: RouteState,
  sort: SortKey,
  ageOf: (route: RouteState) => number | null,
): number | string | null {
  switch (sort) {
    case 'route':
      return route.id;
    case 'van':
      return route.vehicleId;
    case 'status':
      return URGENCY[markOf(route)] * 1e6 - (route.adherence ?? 0);
    case 'adherence':
      return route.adherence;
    case 'done':
      return route.stopsTotal === 0 ? null : route.stopsDone / route.stopsTotal;
    case 'next':
      return route.nextName;
    case 'eta':
      return route.nextEta;
    case 'window':
      return route.nextWindowEnd;
    case 'age':
      return ageOf(route);
  }
}

/**
 * Ids in the board's order. Stable: equal keys keep the order of their routes' names, so that a tick does not shuffle them.
 * What has no value comes last in either direction.
 */
export function orderOf(
  routes: readonly RouteState[],
  view: BoardView,
  ageOf: (route: RouteState) => number | null,
): RouteId[] {
  const sort = isSortKey(view.sort) ? view.sort : 'adherence';
  const words = searchWords(view.search);
  const sign = view.descending ? -1 : 1;
  const byAct = sort === 'adherence' || sort === 'status';
  const rows = routes
    .filter((route) => passes(route, view.filter) && matches(route, words))
    .map((route) => ({ id: route.id, act: byAct ? ACT[route.phase] : 0, key: keyOf(route, sort, ageOf) }));
  rows.sort((a, b) => a.act - b.act || compare(a.key, b.key, sign) || byName(a.id, b.id));
  return rows.map((row) => row.id);
}

/** A total order: the collator takes `7` and `07` for the same. */
const byName = (a: string, b: string): number => collator.compare(a, b) || (a < b ? -1 : Number(a > b));

function compare(a: number | string | null, b: number | string | null, sign: number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * collator.compare(String(a), String(b));
}

/** While the pointer is over the rows: the held order without what is gone, and what is new at its end. */
export function heldOrder(
  held: readonly RouteId[],
  fresh: readonly RouteId[],
  exists: (id: RouteId) => boolean,
): RouteId[] {
  const known = new Set(held);
  return [...held.filter(exists), ...fresh.filter((id) => !known.has(id))];
}
