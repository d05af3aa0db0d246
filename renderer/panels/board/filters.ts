import { BOARD_FILTERS, type BoardFilter } from '../../../contract/board.ts';
import type { RouteState } from '../../../contract/fleet.ts';

export type FilterCounts = Readonly<Record<BoardFilter, number>>;

/** On time by now, and by its ETAs not for long: the next stop or one after it falls past the end of its window. */
export function isGoingLate(route: RouteState): boolean {
  if (route.late || route.phase === 'completed') return false;
  return route.windowsAtRisk > 0 || isWindowMissed(route);
}

export const isWindowMissed = ({ nextEta, nextWindowEnd }: RouteState): boolean =>
  nextEta !== null && nextWindowEnd !== null && nextEta > nextWindowEnd;

/** What was reported needs a human even after the route's end; the other conditions end with it. */
export const isException = ({ conditions, phase }: RouteState): boolean =>
  conditions.length > 0 && (phase !== 'completed' || conditions.includes('exception'));

const PASSES: Readonly<Record<BoardFilter, (route: RouteState) => boolean>> = {
  all: () => true,
  late: (route) => route.late && route.phase !== 'completed',
  'going-late': isGoingLate,
  exceptions: isException,
  reported: ({ conditions }) => conditions.includes('exception'),
  'off-route': ({ conditions, phase }) => conditions.includes('off-route') && phase !== 'completed',
  silent: ({ conditions, phase }) => conditions.includes('silent') && phase !== 'completed',
  dwell: ({ conditions, phase }) => conditions.includes('dwell') && phase !== 'completed',
  active: ({ phase }) => phase === 'en-route' || phase === 'at-stop',
  planned: ({ phase }) => phase === 'planned',
  done: ({ phase }) => phase === 'completed',
};

export const passes = (route: RouteState, filter: BoardFilter): boolean => PASSES[filter](route);

export function countFilters(routes: readonly RouteState[]): FilterCounts {
  const counts = Object.fromEntries(BOARD_FILTERS.map((filter) => [filter, 0])) as Record<
    BoardFilter,
    number
  >;
  for (const route of routes)
    for (const filter of BOARD_FILTERS) if (PASSES[filter](route)) counts[filter] += 1;
  return counts;
}

/** Every word of the search is found somewhere in route, van, driver, depot, next stop or conditions (`silent`); case does not matter. */
export function matches(route: RouteState, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = searchText(route);
  return words.every((word) => text.includes(word));
}

/** Made once for each state of a route: a letter typed looks through thousands. */
const texts = new WeakMap<RouteState, string>();
function searchText(route: RouteState): string {
  const held = texts.get(route);
  if (held !== undefined) return held;
  const text = [route.id, route.vehicleId, route.driver, route.depot, route.nextName, ...route.conditions]
    .filter((part) => part !== null)
    .join('\n')
    .toLocaleLowerCase();
  texts.set(route, text);
  return text;
}

export const searchWords = (search: string): string[] =>
  search
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
