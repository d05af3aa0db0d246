import type { RoutePlan } from '../../../contract/fleet.ts';
import type { Leg } from './legs.ts';
import type { Present } from './model.ts';
import type { Pace } from './pace.ts';

/** Seconds in the unit of features and targets: keeps the regression's numbers near 1. */
export const UNIT = 300;

/**
 * What the extra delay between now and a later stop is learned from. `prior` is what is believed before the first
 * sample: a part of the present pace's effect goes on, and delays shrink a little.
 */
export const FEATURES = [
  { name: 'always', prior: 0, spread: 0.05 },
  { name: 'late now', prior: -0.1, spread: 0.2 },
  { name: 'early now', prior: -0.1, spread: 0.2 },
  { name: 'behind the last stop', prior: 0, spread: 0.3 },
  { name: 'early at the first stop', prior: 0, spread: 0.5 },
  { name: 'legs as they were', prior: 0.3, spread: 0.5 },
  { name: "fleet's driving", prior: 0.3, spread: 0.25 },
  { name: "fleet's service", prior: 0.3, spread: 0.25 },
  { name: 'own driving', prior: 0.1, spread: 0.25 },
  { name: 'own service', prior: 0.1, spread: 0.25 },
  { name: 'planned driving', prior: 0, spread: 0.03 },
] as const;

/** Seconds after which today's pace says little about what is ahead: traffic changes, and drivers make up for lost time. */
const PACE_LASTS = 2_400;
/** Seconds that fade to nothing, to a ten-thousandth: the rest of a long day. */
const FADED = 9 * PACE_LASTS;
const fading = (seconds: number): number =>
  seconds > FADED ? PACE_LASTS : PACE_LASTS * (1 - Math.exp(-seconds / PACE_LASTS));

export interface Paces {
  readonly driving: Pace;
  readonly service: Pace;
}

/** Planned seconds between now and a stop, and what the legs took beyond plan before. */
export interface Ahead {
  readonly driving: number;
  readonly service: number;
  readonly legs: number;
}

/** A plan's legs, each ending at the stop of its index: planned seconds of driving, of standing before it, and what was learned. */
export interface PlannedLegs {
  readonly driving: Float64Array;
  readonly standing: Float64Array;
  readonly learned: readonly (Leg | null)[];
}

export function plannedLegs(plan: RoutePlan, learned: readonly (Leg | null)[]): PlannedLegs {
  const standing = Float64Array.from(plan.stops, (_, i) => plan.stops[i - 1]?.service ?? 0);
  const driving = Float64Array.from(plan.stops, (stop, i) => {
    const from = plan.stops[i - 1]?.arrival ?? plan.start;
    return Math.max(0, (stop.arrival - from) / 1_000 - (standing[i] ?? 0));
  });
  return { driving, standing, learned };
}

/** What lies between now and each stop from `present.next` on, at most `stops` of them. */
export function lookAhead(present: Present, legs: PlannedLegs, stops: number): Ahead[] {
  const { plan, next, here, now, delay } = present;
  const found: Ahead[] = [];
  const end = Math.min(plan.stops.length, next + stops);
  let driving = 0;
  let service = 0;
  let extra = 0;
  for (let i = next; i < end; i++) {
    const leg = legs.driving[i] ?? 0;
    const learned = legs.learned[i]?.extra ?? 0;
    if (i === next && here === null) {
      // From where the plan says a vehicle with this delay is now.
      const left = ((plan.stops[i]?.arrival ?? now) - now) / 1_000 + delay;
      driving = Math.max(0, Math.min(leg, left));
      if (leg > 0) extra = (learned * driving) / leg;
      else extra = learned;
    } else {
      driving += leg;
      extra += learned;
      if (i > next) service += legs.standing[i] ?? 0;
    }
    found.push({ driving, service, legs: extra });
  }
  return found;
}

export function features(present: Present, ahead: Ahead, fleet: Paces, own: Paces): number[] {
  const { delay, lastDelay, here } = present;
  const traffic = fading(ahead.driving);
  const doors = fading(ahead.service);
  // A typed array of this size is allocated off the heap, at 3 us each: most of the fleet's time once.
  return [
    1,
    Math.max(0, delay) / UNIT,
    Math.min(0, delay) / UNIT,
    here === null ? Math.max(-600, Math.min(600, lastDelay - delay)) / UNIT : 0,
    here === 0 ? Math.min(0, delay) / UNIT : 0,
    ahead.legs / UNIT,
    ((fleet.driving.ratio - 1) * traffic) / UNIT,
    ((fleet.service.ratio - 1) * doors) / UNIT,
    ((own.driving.ratio - 1) * traffic) / UNIT,
    ((own.service.ratio - 1) * doors) / UNIT,
    Math.min(7_200, ahead.driving + ahead.service) / 3_600,
  ];
}
