import type { RouteState } from '../../../contract/fleet.ts';

export interface Bin {
  /** Seconds of adherence, from included, to excluded; the outermost are open and hold everything beyond. */
  readonly from: number;
  readonly to: number;
  readonly onTime: number;
  readonly late: number;
}

const BIN_S = 60;
const LEAST_S = -10 * 60;
const MOST_S = 20 * 60;
/** How far beyond a gateway's own limit the bins reach. */
const BEYOND_S = 10 * 60;

type Adhering = Pick<RouteState, 'phase' | 'adherence' | 'late'>;

const counts = ({ phase, adherence }: Adhering): boolean =>
  (phase === 'en-route' || phase === 'at-stop') && adherence !== null;

/** Up to where there are bins, for a late limit in seconds. */
const mostFor = (limit: number | null): number =>
  Math.max(MOST_S, Math.ceil(((limit ?? 0) + BEYOND_S) / BIN_S) * BIN_S);

/** Routes under way by adherence, in bins of a minute from ten early to twenty late, or ten beyond the late limit. */
export function distribution(routes: Iterable<Adhering>, limit: number | null): Bin[] {
  const size = (mostFor(limit) - LEAST_S) / BIN_S;
  const [onTime, late] = [new Array<number>(size).fill(0), new Array<number>(size).fill(0)];
  for (const route of routes) {
    if (!counts(route)) continue;
    const bin = Math.min(size - 1, Math.max(0, Math.floor(((route.adherence ?? 0) - LEAST_S) / BIN_S)));
    const column = route.late ? late : onTime;
    column[bin] = (column[bin] ?? 0) + 1;
  }
  return onTime.map((count, index) => ({
    from: LEAST_S + index * BIN_S,
    to: LEAST_S + (index + 1) * BIN_S,
    onTime: count,
    late: late[index] ?? 0,
  }));
}

/** The routes of one bin, the latest first. `last` is the number of bins less one: the outermost are open. */
export function routesIn<R extends Adhering>(routes: Iterable<R>, bins: readonly Bin[], index: number): R[] {
  const bin = bins[index];
  if (bin === undefined) return [];
  const from = index === 0 ? -Infinity : bin.from;
  const to = index === bins.length - 1 ? Infinity : bin.to;
  return [...routes]
    .filter((route) => counts(route) && Number(route.adherence) >= from && Number(route.adherence) < to)
    .sort((a, b) => Number(b.adherence) - Number(a.adherence));
}
