import type { RouteDetail, RouteId } from '../../contract/fleet.ts';
import { feedMs } from '../../contract/time.ts';
import type { Fleet, Happening, TimedSource } from '../../gateway/ports.ts';

/** Upper ends of the horizon buckets, minutes. */
const BUCKETS = [10, 30, 60, Number.POSITIVE_INFINITY] as const;
export const BUCKET_NAMES = ['0-10 min', '10-30 min', '30-60 min', '> 60 min'] as const;

/** Sums over forecasts of one horizon; seconds. */
export interface BucketFigures {
  readonly count: number;
  readonly model: number;
  readonly baseline: number;
  /** 0-1: outcomes inside the forecast's own interval. */
  readonly coverage: number;
}

export interface EtaFigures {
  readonly all: BucketFigures;
  readonly buckets: readonly BucketFigures[];
}

interface Guess {
  readonly made: number;
  readonly eta: number;
  readonly error: number;
  readonly baseline: number;
}

/** True arrivals by route and stop index, feed milliseconds; undefined where it never came. */
export type Truth = (route: RouteId, stop: number) => number | undefined;

export interface EtaRun {
  readonly figures: EtaFigures;
  readonly happenings: readonly Happening[];
}

/**
 * Runs the source through the fleet as live as the gateway does, asks each `every` seconds of feed time for the forecasts of all
 * routes under way, and measures them against `truth` afterwards. The baseline, "plan plus present delay", knows the delay at the
 * last stop reached, and like every sane forecast is never in the past.
 */
export function runEta(source: TimedSource, fleet: Fleet, truth: Truth | null, every = 120): EtaRun {
  const guesses = new Map<string, Guess[]>();
  const happenings: Happening[] = [];
  for (let now = source.start as number; ; now += every * 1_000) {
    feed(source, fleet, now, every);
    happenings.push(...fleet.drain().happenings);
    for (const route of fleet.routes()) {
      if (route.phase !== 'en-route' && route.phase !== 'at-stop') continue;
      const detail = fleet.detail(route.id);
      if (detail !== null) collect(detail, now, guesses);
    }
    if (now >= source.end) break;
  }
  const arrivals = truth ?? arrivalsOf(happenings);
  return { figures: measure(guesses, arrivals), happenings };
}

/** In steps of 5 s of feed time, as the gateway's own tick does. */
function feed(source: TimedSource, fleet: Fleet, until: number, every: number): void {
  for (let at = until - every * 1_000 + 5_000; at <= until; at += 5_000) {
    const now = feedMs(at);
    for (const record of source.advance(now)) {
      if (record.kind === 'plan') fleet.plan(record.plan);
      else if (record.kind === 'position') fleet.position(record.position);
      else if (record.kind === 'event') fleet.event(record.event);
    }
    fleet.advance(now);
  }
}

const keyOf = (route: RouteId, stop: number): string => `${route}\n${stop}`;

/** The fleet's own arrivals, where nobody knows better. */
function arrivalsOf(happenings: readonly Happening[]): Truth {
  const known = new Map<string, number>();
  for (const one of happenings) if (one.type === 'arrived') known.set(keyOf(one.routeId, one.stop), one.at);
  return (route, stop) => known.get(keyOf(route, stop));
}

function collect(detail: RouteDetail, now: number, guesses: Map<string, Guess[]>): void {
  const delay = lastDelay(detail);
  for (const [i, stop] of detail.plan.stops.entries()) {
    const progress = detail.progress[i];
    if (progress?.outcome !== 'pending' || progress.eta === null || progress.etaError === null) continue;
    const baseline = Math.max(now, stop.arrival + delay);
    const guess = { made: now, eta: progress.eta, error: progress.etaError, baseline };
    const key = keyOf(detail.plan.id, i);
    const list = guesses.get(key);
    if (list === undefined) guesses.set(key, [guess]);
    else list.push(guess);
  }
}

/** Milliseconds behind the plan at the last stop reached. */
function lastDelay(detail: RouteDetail): number {
  const last = detail.progress.findLastIndex((stop) => stop.arrived !== null);
  const arrived = detail.progress[last]?.arrived ?? null;
  const planned = detail.plan.stops[last]?.arrival;
  return arrived === null || planned === undefined ? 0 : arrived - planned;
}

function measure(guesses: ReadonlyMap<string, readonly Guess[]>, truth: Truth): EtaFigures {
  const sums = [...BUCKETS, 0].map(() => ({ count: 0, model: 0, baseline: 0, covered: 0 }));
  for (const [key, list] of guesses) {
    const [route = '', stop = ''] = key.split('\n');
    const arrived = truth(route, Number(stop));
    if (arrived === undefined) continue;
    for (const guess of list) {
      if (arrived <= guess.made) continue;
      const minutes = (arrived - guess.made) / 60_000;
      const bucket = sums[BUCKETS.findIndex((end) => minutes <= end)];
      for (const sum of [bucket, sums[BUCKETS.length]]) {
        if (sum === undefined) continue;
        const off = Math.abs(arrived - guess.eta) / 1_000;
        sum.count++;
        sum.model += off;
        sum.baseline += Math.abs(arrived - guess.baseline) / 1_000;
        if (off <= guess.error) sum.covered++;
      }
    }
  }
  const [all, ...buckets] = [sums[BUCKETS.length], ...sums.slice(0, BUCKETS.length)].map((sum) => ({
    count: sum?.count ?? 0,
    model: (sum?.model ?? 0) / (sum?.count ?? 0),
    baseline: (sum?.baseline ?? 0) / (sum?.count ?? 0),
    coverage: (sum?.covered ?? 0) / (sum?.count ?? 0),
  }));
  if (all === undefined) throw new Error('no bucket');
  return { all, buckets };
}
