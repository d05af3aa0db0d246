import type { RouteState } from '../../contract/fleet.ts';

/** Adherence is published again only when it is this far from what was published, seconds. */
const ADHERENCE_STEP = 20;
/** The same for the next stop's ETA, milliseconds. */
const ETA_STEP = 30_000;

/**
 * What consoles get: numbers that only wavered keep their published value, so that a delta says something. Whatever else
 * changes (phase, flags, stops, a flip of `late`) carries the exact numbers with it. Returns `published` itself where nothing is to be said.
 */
export function republish(published: RouteState | null, fresh: RouteState): RouteState {
  if (published === null) return fresh;
  const calm =
    sameNumber(published.adherence, fresh.adherence, ADHERENCE_STEP) &&
    sameNumber(published.nextEta, fresh.nextEta, ETA_STEP) &&
    sameRest(published, fresh);
  return calm ? published : fresh;
}

const sameNumber = (a: number | null, b: number | null, step: number): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) < step;

const sameRest = (a: RouteState, b: RouteState): boolean =>
  a.late === b.late &&
  a.phase === b.phase &&
  a.nextStop === b.nextStop &&
  a.stopsDone === b.stopsDone &&
  a.stopsFailed === b.stopsFailed &&
  a.stopsTotal === b.stopsTotal &&
  a.windowsAtRisk === b.windowsAtRisk &&
  a.shapeKnown === b.shapeKnown &&
  a.vehicleId === b.vehicleId &&
  a.driver === b.driver &&
  a.depot === b.depot &&
  a.nextName === b.nextName &&
  a.nextWindowStart === b.nextWindowStart &&
  a.nextWindowEnd === b.nextWindowEnd &&
  a.plannedStart === b.plannedStart &&
  a.plannedEnd === b.plannedEnd &&
  a.conditions.join() === b.conditions.join();
