import type { RoutePlan } from '../../contract/fleet.ts';
import { feet, type Foot, type Path } from './path.ts';

const MAX_CHOICES = 16;
/** A foot is a choice when it is at most this far from the stop, or from the stop's nearest foot, metres: shapes are drawn roughly. */
const NEAR = 250;
const TOLERANCE = 30;

interface Choice {
  readonly foot: Foot;
  cost: number;
  from: number;
}

/**
 * Where each stop lies along a shape that may use a street twice: the cheapest never decreasing choice of feet (Viterbi).
 * Costs are the distance from the shape and how far a leg's speed is from the whole plan's, so that a stop on a
 * street driven out and back goes to the passage that the planned times speak for.
 */
export function placeStops(
  path: Path,
  stopX: Float64Array,
  stopY: Float64Array,
  plan: RoutePlan,
): Float64Array {
  const usual = usualSpeed(path, plan);
  const columns: Choice[][] = [];
  let before: Choice[] = [{ foot: { along: 0, distance: 0, segment: 0 }, cost: 0, from: -1 }];
  let leave: number = plan.start;
  for (const [i, stop] of plan.stops.entries()) {
    const seconds = Math.max(1, (stop.arrival - leave) / 1_000);
    const column = choices(path, stopX[i] ?? 0, stopY[i] ?? 0).map((foot) =>
      cheapest(foot, before, seconds, usual),
    );
    columns.push(column);
    before = column;
    leave = stop.arrival + stop.service * 1_000;
  }
  return walkBack(columns);
}

function choices(path: Path, x: number, y: number): Foot[] {
  const near = feet(path, x, y, 0, path.length, NEAR);
  // Where the nearest is that near, none beyond `NEAR` is a choice: then all of a long shape need not be looked at.
  const enough = near.some((foot) => foot.distance <= NEAR - TOLERANCE);
  const all = (enough ? near : feet(path, x, y, 0, path.length)).sort((a, b) => a.distance - b.distance);
  const limit = Math.max(NEAR, (all[0]?.distance ?? 0) + TOLERANCE);
  return all.filter((foot) => foot.distance <= limit).slice(0, MAX_CHOICES);
}

/** Metres a second over the whole plan without its services. */
function usualSpeed(path: Path, plan: RoutePlan): number {
  let service = 0;
  for (const stop of plan.stops.slice(0, -1)) service += stop.service;
  const end = plan.stops.at(-1)?.arrival ?? plan.start;
  return path.length / Math.max(60, (end - plan.start) / 1_000 - service);
}

function cheapest(foot: Foot, before: readonly Choice[], seconds: number, usual: number): Choice {
  const own = (foot.distance / 15) ** 2;
  let cost = Number.POSITIVE_INFINITY;
  let from = 0;
  for (const [k, previous] of before.entries()) {
    const leg = foot.along - previous.foot.along;
    const backwards = leg < -1 ? 1_000 - leg : 0;
    const excess = (leg - usual * seconds) / (150 + 0.5 * usual * seconds);
    const total = previous.cost + backwards + excess * excess;
    if (total < cost) [cost, from] = [total, k];
  }
  return { foot, cost: cost + own, from };
}

function walkBack(columns: readonly Choice[][]): Float64Array {
  const along = new Float64Array(columns.length);
  const last = columns.at(-1) ?? [];
  let pick = last.reduce((best, choice, k) => (choice.cost < (last[best]?.cost ?? 0) ? k : best), 0);
  for (let i = columns.length - 1; i >= 0; i--) {
    const choice = columns[i]?.[pick];
    along[i] = choice?.foot.along ?? 0;
    pick = choice?.from ?? 0;
  }
  for (let i = 1; i < along.length; i++) along[i] = Math.max(along[i] ?? 0, along[i - 1] ?? 0);
  return along;
}
