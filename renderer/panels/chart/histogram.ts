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
/** A gateway's late limit unless it is told otherwise; the limit itself is not part of what consoles hear. */
const USUAL_LIMIT_S = 300;

type Adhering = Pick<RouteState, 'phase' | 'adherence' | 'late'>;

const counts = ({ phase, adherence }: Adhering): boolean =>
  (phase === 'en-route' || phase === 'at-stop') && adherence !== null;

/** Routes under way by adherence, in bins of a minute from ten early to twenty late. */
export function distribution(routes: Iterable<Adhering>): Bin[] {
  const size = (MOST_S - LEAST_S) / BIN_S;
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

/** The late limit in seconds; null where the fleet shows that its gateway has another. */
export function lateLimit(routes: Iterable<Adhering>): number | null {
  for (const route of routes)
    if (counts(route) && !route.late && (route.adherence ?? 0) > USUAL_LIMIT_S) return null;
  return USUAL_LIMIT_S;
}
