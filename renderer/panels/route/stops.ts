import type { PlannedStop, RouteDetail, RouteState, StopOutcome } from '../../../contract/fleet.ts';

/** What a row of the stop list is; each has a shape of its own, a weight and a word. */
export type StopState = 'done' | 'failed' | 'skipped' | 'now' | 'next' | 'remaining';

/** One stop with its plan and its progress side by side. Times are feed time, epoch milliseconds. */
export interface StopLine {
  /** 0-based index into the plan. */
  readonly index: number;
  readonly name: string;
  readonly state: StopState;
  readonly outcome: StopOutcome;
  readonly planned: number;
  /** Planned service time, seconds. */
  readonly service: number;
  readonly arrived: number | null;
  readonly departed: number | null;
  readonly eta: number | null;
  /** Half-width of the interval that holds 80 % of the outcomes, seconds. */
  readonly etaError: number | null;
  readonly windowStart: number | null;
  readonly windowEnd: number | null;
}

type At = Pick<RouteState, 'phase' | 'nextStop'>;

/** The plan's stops in order; one without progress (a detail cut short) counts as remaining. */
export function stopLines({ plan, progress }: RouteDetail, route: At): StopLine[] {
  return plan.stops.map((stop: PlannedStop, index) => {
    const done = progress[index];
    const outcome = done?.outcome ?? 'pending';
    return {
      index,
      name: stop.name,
      state: stateOf(outcome, index, done?.departed ?? null, route),
      outcome,
      planned: stop.arrival,
      service: stop.service,
      arrived: done?.arrived ?? null,
      departed: done?.departed ?? null,
      eta: done?.eta ?? null,
      etaError: done?.etaError ?? null,
      windowStart: stop.windowStart,
      windowEnd: stop.windowEnd,
    };
  });
}

function stateOf(outcome: StopOutcome, index: number, departed: number | null, route: At): StopState {
  if (outcome === 'failed' || outcome === 'skipped') return outcome;
  if (outcome !== 'pending' && departed !== null) return 'done';
  if (index === route.nextStop) return route.phase === 'at-stop' ? 'now' : 'next';
  return outcome === 'pending' ? 'remaining' : 'done';
}

/** Deviation from plan in seconds, late positive: of the arrival, or of the ETA; null while neither is known. */
export function deviation(stop: StopLine): number | null {
  const at = stop.arrived ?? stop.eta;
  return at === null ? null : (at - stop.planned) / 1000;
}

/** Seconds of service so far or in all; null before the arrival, and where the departure was not seen. */
export function serviceTaken(stop: StopLine, now: number): number | null {
  if (stop.arrived === null) return null;
  if (stop.departed !== null) return (stop.departed - stop.arrived) / 1000;
  return stop.state === 'now' ? Math.max(0, now - stop.arrived) / 1000 : null;
}
