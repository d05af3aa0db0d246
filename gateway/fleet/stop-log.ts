import type { RoutePlan } from '../../contract/fleet.ts';
import type { StopEvent } from '../../contract/ingest.ts';
import { feedMs, type FeedMs } from '../../contract/time.ts';
import type { Happening } from '../ports.ts';
import type { EtaModel, Reached } from './eta/model.ts';
import type { Exceptions } from './exceptions.ts';
import type { Lateness } from './lateness.ts';
import type { OrderedMatcher, Visit } from './ordered-matcher.ts';
import type { Progress } from './progress.ts';

export interface StopLogParts {
  readonly plan: RoutePlan;
  readonly matcher: OrderedMatcher;
  readonly progress: Progress;
  readonly lateness: Lateness;
  readonly exceptions: Exceptions;
  readonly eta: EtaModel;
  readonly tell: (happening: Happening) => void;
}

/** Writes down what happened at one route's stops: what the matcher saw, and what drivers say. */
export class StopLog {
  readonly #parts: StopLogParts;

  constructor(parts: StopLogParts) {
    this.#parts = parts;
  }

  /** The phase after the visits; null where none says anything of it. */
  take(visits: readonly Visit[], vehicleId: string | null): 'at-stop' | 'en-route' | null {
    const { progress, exceptions, lateness, plan, tell } = this.#parts;
    let phase: 'at-stop' | 'en-route' | null = null;
    for (const visit of visits) {
      const record = progress.records[visit.stop];
      if (record === undefined) continue;
      const at = feedMs(Math.round(visit.at));
      if (visit.type === 'skipped') {
        progress.set(visit.stop, 'skipped');
        continue;
      }
      if (visit.type === 'arrived') {
        record.arrived = at;
        progress.set(visit.stop, 'arrived');
        lateness.reached(visit.stop);
        this.#parts.eta.reached({ plan, stop: visit.stop, arrived: at, before: this.#before(visit.stop) });
        phase = 'at-stop';
      } else {
        record.departed = feedMs(Math.max(record.arrived ?? at, at));
        exceptions.dealtWith(visit.stop);
        phase = 'en-route';
      }
      const adherence = lateness.ofArrival(visit.stop);
      tell({ type: visit.type, routeId: plan.id, vehicleId, stop: visit.stop, at, adherence });
    }
    return phase;
  }

  /** A driver's word about one stop; the phase as of `take`. */
  event(event: StopEvent, stop: number, vehicleId: string | null): 'at-stop' | 'en-route' | null {
    const { matcher, progress, exceptions, lateness, plan, tell } = this.#parts;
    const { at, type } = event;
    const record = progress.records[stop];
    if (type === 'departed') {
      if (record !== undefined) record.departed ??= at;
      return null;
    }
    const served = type === 'delivered' || type === 'failed';
    const marked = this.take(matcher.mark(stop, at, served), vehicleId);
    if (record !== undefined) record.arrived ??= at;
    if (type === 'arrived') progress.set(stop, 'arrived');
    if (type !== 'delivered' && type !== 'failed') return marked;
    progress.set(stop, type);
    this.#stayedUntil(stop, at);
    const onwards = this.take(matcher.served(stop, at), vehicleId);
    const id = { routeId: plan.id, vehicleId, stop, at };
    if (type === 'delivered') {
      exceptions.dealtWith(stop);
      tell({ type, ...id, adherence: lateness.ofArrival(stop) });
    } else {
      exceptions.fail(stop, at);
      tell({ type, ...id, stopName: plan.stops[stop]?.name ?? '', reason: event.reason });
    }
    return onwards ?? marked;
  }

  /** Takes over what is known of the same stops, by their ids, under an earlier plan of the route. */
  resume(before: StopLog): void {
    const { plan, matcher, progress, lateness } = this.#parts;
    const earlier = before.#parts;
    const known = new Map(earlier.plan.stops.map((stop, i) => [stop.stopId, earlier.progress.records[i]]));
    for (const [i, stop] of plan.stops.entries()) {
      const record = known.get(stop.stopId);
      const own = progress.records[i];
      if (record === undefined || own === undefined || record.outcome === 'pending') continue;
      matcher.resume(i);
      own.arrived = record.arrived;
      own.departed = record.departed;
      progress.set(i, record.outcome);
      if (record.arrived !== null) lateness.reached(i);
    }
  }

  /** A scan after the vehicle seemed to have left: it had only been moved, unless it has reached the next stop. */
  #stayedUntil(stop: number, at: FeedMs): void {
    const { records } = this.#parts.progress;
    const record = records[stop];
    if (record === undefined || record.departed === null || record.departed >= at) return;
    if (records.slice(stop + 1).every((later) => later.arrived === null)) record.departed = at;
  }

  /** Times of the stop before; null where it was not seen. */
  #before(stop: number): Reached['before'] {
    const { arrived, departed } = this.#parts.progress.records[stop - 1] ?? { arrived: null, departed: null };
    return arrived === null || departed === null ? null : { arrived, departed };
  }
}
