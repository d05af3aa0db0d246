import { BOARD_COLUMNS, type BoardColumnId, type BoardView } from '../../../contract/board.ts';
import { markOf, type Mark, type RouteId, type RouteState } from '../../../contract/fleet.ts';
import { matches, passes, searchWords } from './filters.ts';

export type SortKey = BoardColumnId;

/** Worst first. */
export const URGENCY: Readonly<Record<Mark, number>> = {
  exception: 0,
  'off-route': 1,
  late: 2,
  silent: 3,
  'on-time': 4,
  'at-stop': 5,
  planned: 6,
  completed: 7,
};

/** Of equal rank in the board's order: standing at a stop is no worse than driving to one. */
const rankOf = (mark: Mark): number => (mark === 'at-stop' ? URGENCY['on-time'] : URGENCY[mark]);

const KEYS: ReadonlySet<string> = new Set(BOARD_COLUMNS);
export const isSortKey = (key: string): key is SortKey => KEYS.has(key);
export const sortOf = (view: Pick<BoardView, 'sort'>): SortKey =>
  isSortKey(view.sort) ? view.sort : 'adherence';

/** What a first click on a header does: these start with the greatest. */
const GREATEST_FIRST: ReadonlySet<SortKey> = new Set<SortKey>([
  'conditions',
  'alarms',
  'adherence',
  'risk',
  'slack',
  'done',
  'failed',
  'age',
]);
export const startsDescending = (key: SortKey): boolean => GREATEST_FIRST.has(key);

/** What the order needs of the world beside the route's own state. */
export interface OrderFacts {
  /** Seconds since the van's last observation; null where none is held. */
  ageOf(route: RouteState): number | null;
  /** Open alarms of the route, unacknowledged and urgent ones weighing more. */
  alarmWeight(route: RouteState): number;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
const STOP = 1_000_000;

/** Work still to be looked at before work not begun before work done: an old lateness never tops the board. */
const ACT = { 'at-stop': 0, 'en-route': 0, planned: 1, completed: 2 } as const;
const BY_ACT: ReadonlySet<SortKey> = new Set<SortKey>(['adherence', 'status', 'risk', 'slack']);

/** By how many milliseconds the ETA at the next stop falls past the end of its window; negative is in time. */
export const slackOf = ({ nextEta, nextWindowEnd }: RouteState): number | null =>
  nextEta === null || nextWindowEnd === null ? null : nextEta - nextWindowEnd;

type Key = number | string | null;
const KEY_OF: Readonly<Record<SortKey, (route: RouteState, facts: OrderFacts) => Key>> = {
  route: (route) => route.id,
  van: (route) => route.vehicleId,
  vehicle: (route) => route.vehicleId,
  driver: (route) => route.driver,
  depot: (route) => route.depot,
  status: (route) => rankOf(markOf(route)) * STOP - (route.adherence ?? 0),
  phase: (route) => ['planned', 'en-route', 'at-stop', 'completed'].indexOf(route.phase),
  conditions: (route) => route.conditions.length || null,
  alarms: (route, { alarmWeight }) => alarmWeight(route) || null,
  adherence: (route) => route.adherence,
  risk: (route) => route.windowsAtRisk,
  slack: slackOf,
  done: (route) => (route.stopsTotal === 0 ? null : route.stopsDone / route.stopsTotal),
  failed: (route) => route.stopsFailed,
  next: (route) => route.nextName,
  eta: (route) => route.nextEta,
  window: (route) => route.nextWindowEnd,
  start: (route) => route.plannedStart,
  end: (route) => route.plannedEnd,
  age: (route, { ageOf }) => ageOf(route),
};

/**
 * Routes that the view shows, in its order. Stable: equal keys keep the order of their routes' names, so that a tick does not
 * shuffle them. What has no value comes last in either direction.
 *
 * @param before an earlier order: where little has changed since, sorting costs about one comparison a row; the result is the same
 */
export function orderOf(
  routes: readonly RouteState[],
  view: BoardView,
  facts: OrderFacts,
  before: readonly RouteId[] = [],
): RouteState[] {
  const sort = sortOf(view);
  const words = searchWords(view.search);
  const sign = view.descending ? -1 : 1;
  const byAct = BY_ACT.has(sort);
  const keyOf = KEY_OF[sort];
  const shown = routes.filter((route) => passes(route, view.filter) && matches(route, words));
  const rows = inOrderOf(before, shown).map((route) => ({
    route,
    act: byAct ? ACT[route.phase] : 0,
    key: keyOf(route, facts),
  }));
  rows.sort((a, b) => a.act - b.act || compare(a.key, b.key, sign) || byName(a.route.id, b.route.id));
  return rows.map((row) => row.route);
}

function inOrderOf(before: readonly RouteId[], routes: readonly RouteState[]): readonly RouteState[] {
  if (before.length === 0) return routes;
  const rest = new Map(routes.map((route) => [route.id, route]));
  const known = before.flatMap((id) => {
    const route = rest.get(id);
    rest.delete(id);
    return route ?? [];
  });
  return [...known, ...rest.values()];
}

/** A total order: the collator takes `7` and `07` for the same. */
export const byName = (a: string, b: string): number =>
  collator.compare(a, b) || (a < b ? -1 : Number(a > b));

function compare(a: Key, b: Key, sign: number): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * collator.compare(String(a), String(b));
}
