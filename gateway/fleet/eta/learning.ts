import type { RoutePlan } from '../../../contract/fleet.ts';
import { features, lookAhead, plannedLegs, type Paces, type PlannedLegs } from './features.ts';
import { Horizons } from './horizon.ts';
import { Legs } from './legs.ts';
import type { EtaModel, Forecast, Present, Reached } from './model.ts';
import { Pace } from './pace.ts';

/** Stops ahead of the next one that are remembered at each look, to learn all horizons. */
const LOOKS = [0, 1, 2, 4, 8, 16, 32, 64];
/** Least time between two looks of a route, milliseconds. */
const LOOK_EVERY = 100_000;
/** Remembered forecasts of a route; further ones are not remembered until some are reached. */
const REMEMBERED = 64;

interface Sample {
  readonly stop: number;
  readonly features: readonly number[];
  readonly ahead: number;
  /** Seconds behind the plan then, and forecast beyond it. */
  readonly delay: number;
  readonly extra: number;
}

interface RouteMemory {
  readonly legs: PlannedLegs;
  readonly own: Paces;
  samples: Sample[];
  lookedAt: number;
}

/**
 * Plan plus present delay, plus what the delay is likely to do on the way: shrink at slack, grow in the traffic that the
 * fleet meets now, last as long at the door as this driver does. Each effect's weight is learned online for each horizon from
 * forecasts that came due; nothing is used before it was known, and before the first sample it is close to the plain plan plus delay.
 */
export function createLearningModel(): EtaModel {
  return new LearningModel();
}

class LearningModel implements EtaModel {
  readonly #horizons = new Horizons();
  readonly #legs = new Legs();
  readonly #fleet: Paces = { driving: new Pace(1_800, 3_600), service: new Pace(7_200, 3_600) };
  readonly #routes = new Map<string, RouteMemory>();

  forecast(present: Present, stops = present.plan.stops.length): Forecast[] {
    const memory = this.#memory(present.plan);
    let floor = present.now;
    return lookAhead(present, memory.legs, stops).map((ahead, k) => {
      const seconds = ahead.driving + ahead.service;
      const { extra, error } = this.#horizons.predict(seconds, this.#features(present, ahead, memory));
      const planned = present.plan.stops[present.next + k]?.arrival ?? present.now;
      floor = Math.max(floor, Math.round(planned + (present.delay + extra) * 1_000));
      return { eta: floor, error: Math.round(error) };
    });
  }

  observe(present: Present): void {
    const memory = this.#memory(present.plan);
    if (present.now - memory.lookedAt < LOOK_EVERY) return;
    memory.lookedAt = present.now;
    const ahead = lookAhead(present, memory.legs, (LOOKS.at(-1) ?? 0) + 1);
    for (const look of LOOKS) {
      const way = ahead[look];
      if (way === undefined || memory.samples.length >= REMEMBERED) return;
      const seconds = way.driving + way.service;
      const known = this.#features(present, way, memory);
      const { extra } = this.#horizons.predict(seconds, known);
      const { delay, next } = present;
      memory.samples.push({ stop: next + look, features: known, ahead: seconds, delay, extra });
    }
  }

  reached(reached: Reached): void {
    const { plan, stop, arrived } = reached;
    const memory = this.#memory(plan);
    const planned = plan.stops[stop]?.arrival ?? arrived;
    const delay = (arrived - planned) / 1_000;
    memory.samples = memory.samples.filter((sample) => {
      if (sample.stop === stop)
        this.#horizons.learn(sample.ahead, sample.features, delay - sample.delay, sample.extra);
      return sample.stop > stop;
    });
    this.#learnPace(reached, memory);
  }

  forget(route: string): void {
    this.#routes.delete(route);
  }

  #features(present: Present, ahead: Parameters<typeof features>[1], memory: RouteMemory): number[] {
    return features(present, ahead, this.#fleet, memory.own);
  }

  #learnPace({ plan, stop, arrived, before }: Reached, memory: RouteMemory): void {
    const from = plan.stops[stop - 1];
    const to = plan.stops[stop];
    if (before === null || from === undefined || to === undefined) return;
    const planned = (to.arrival - from.arrival) / 1_000 - from.service;
    const actual = (arrived - before.departed) / 1_000;
    if (planned > 0) {
      memory.legs.learned[stop]?.add(actual - planned);
      for (const pace of [this.#fleet.driving, memory.own.driving]) pace.add(arrived, planned, actual);
    }
    if (from.service > 0) {
      const stood = (before.departed - before.arrived) / 1_000;
      for (const pace of [this.#fleet.service, memory.own.service]) pace.add(arrived, from.service, stood);
    }
  }

  #memory(plan: RoutePlan): RouteMemory {
    const known = this.#routes.get(plan.id);
    if (known !== undefined) return known;
    const memory: RouteMemory = {
      legs: plannedLegs(plan, this.#legs.of(plan)),
      own: { driving: new Pace(2_400, 1_200), service: new Pace(10_800, 1_200) },
      samples: [],
      lookedAt: Number.NEGATIVE_INFINITY,
    };
    this.#routes.set(plan.id, memory);
    return memory;
  }
}
