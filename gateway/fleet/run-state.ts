import type { Phase, RouteDetail, RoutePlan, RouteState } from '../../contract/fleet.ts';
import { feedMs, type FeedMs } from '../../contract/time.ts';
import type { Course } from './course.ts';
import type { Forecasts } from './forecasts.ts';
import type { Lateness } from './lateness.ts';
import type { OrderedMatcher } from './ordered-matcher.ts';
import type { Progress } from './progress.ts';

/** What a route's published shape is made of. */
export interface RunParts {
  readonly plan: RoutePlan;
  readonly course: Course;
  readonly matcher: OrderedMatcher;
  readonly progress: Progress;
  readonly lateness: Lateness;
  readonly forecasts: Forecasts;
  readonly phase: Phase;
  readonly vehicle: string | null;
  readonly conditions: RouteState['conditions'];
}

export function stateOf(parts: RunParts): RouteState {
  const { plan, progress, lateness, forecasts, phase } = parts;
  const next = nextStop(parts);
  const stop = next === null ? undefined : plan.stops[next];
  return {
    id: plan.id,
    vehicleId: parts.vehicle,
    driver: plan.driver?.name ?? null,
    depot: plan.depot,
    phase,
    adherence: lateness.adherence,
    late: lateness.late,
    conditions: parts.conditions,
    shapeKnown: parts.course.shapeKnown,
    stopsTotal: plan.stops.length,
    stopsDone: progress.done,
    stopsFailed: progress.failed,
    nextStop: next,
    nextName: stop?.name ?? null,
    nextEta: next === null ? null : feedOrNull(forecasts.nextOf(next)?.eta ?? null),
    nextWindowStart: stop?.windowStart ?? null,
    nextWindowEnd: stop?.windowEnd ?? null,
    windowsAtRisk: phase === 'completed' ? 0 : forecasts.risks(),
    plannedStart: plan.start,
    plannedEnd: plan.stops.at(-1)?.arrival ?? plan.start,
  };
}

export function detailOf({ plan, course, matcher, progress, forecasts }: RunParts, now: FeedMs): RouteDetail {
  const along = matcher.follower.along;
  return {
    plan,
    progress: progress.records.map((record, i) => {
      const forecast = record.outcome === 'pending' ? forecasts.of(i) : undefined;
      return {
        outcome: record.outcome,
        arrived: feedOrNull(record.arrived),
        departed: feedOrNull(record.departed),
        eta: forecast === undefined ? null : feedMs(forecast.eta),
        etaError: forecast?.error ?? null,
      };
    }),
    along: course.shapeKnown && along !== null ? Math.round(along) : null,
    at: now,
  };
}

/** The stop that the vehicle is at or drives to; null when none remains. */
function nextStop({ phase, matcher, plan }: RunParts): number | null {
  if (phase === 'completed') return null;
  const next = matcher.here ?? matcher.next;
  return next < plan.stops.length ? next : null;
}

const feedOrNull = (at: number | null): FeedMs | null => (at === null ? null : feedMs(Math.round(at)));
