import type { FeedRecord } from '../../contract/ingest.ts';
import { feedMs, type FeedMs } from '../../contract/time.ts';
import type { TimedSource } from '../ports.ts';
import { buildCity } from './city/city.ts';
import { DAY_HOURS, HOUR, hourAt } from './day/hours.ts';
import type { TruthRecord } from './day/truth.ts';
import { createVanSource, type VanSource } from './day/van-source.ts';
import type { World } from './day/van-day.ts';
import { settle, type SimulatorOptions } from './options.ts';
import { createPlanner, type PlannedVan } from './plan/planner.ts';
import { createRandom } from './random.ts';
import { createRouter } from './roads/router.ts';
import { createTraffic, type Traffic } from './roads/traffic.ts';

/** A seeded city, fleet and day. Pure: same options, same records, however `advance` is sliced. */
export interface Simulator extends TimedSource {
  /** What is true up to the moment advanced to, ascending; lived again for each reading, so it costs time and no memory. */
  truth(): Iterable<TruthRecord>;
}

const MINUTE = 60_000;
const TRUTH_SLICE = 5 * MINUTE;

interface Waiting {
  readonly van: PlannedVan;
  /** Nothing of the van's can come before this. */
  readonly from: number;
}

/** Throws a `RangeError` that names the option when one is out of its range. */
export function createSimulator(options: SimulatorOptions): Simulator {
  const settings = settle(options);
  const { dayStart } = settings;
  const random = createRandom(settings.seed);
  const city = buildCity(random.fork('city'));
  const traffic = createTraffic(random.fork('traffic'));
  const router = createRouter(city.network);
  const world: World = { network: city.network, traffic, router, settings };
  const planner = createPlanner(city, traffic, router, settings, random.fork('plan'));
  const vans = Array.from({ length: settings.vans }, (_, index) => planner.plan(index));
  const end = feedMs(dayStart + DAY_HOURS * HOUR);

  const run = (withTruth: boolean): Run =>
    createRun(world, vans, traffic, withTruth, (index) => random.fork(`van/${String(index)}`));
  const live = run(options.onTruth !== undefined);
  let reached: number | null = null;

  return {
    start: dayStart,
    end,
    city: city.map,
    rejected: new Map(),
    interval: settings.interval,
    advance: (to) => {
      const until = Math.min(to, end);
      if (until < dayStart || (reached !== null && until <= reached)) return [];
      const truth = options.onTruth === undefined ? null : [];
      const out: FeedRecord[] = [];
      if (reached === null) for (const { plan } of vans) out.push({ kind: 'plan', at: dayStart, plan });
      reached = until;
      live.advance(until, out, truth);
      for (const record of truth ?? []) options.onTruth?.(record);
      return out;
    },
    truth: function* () {
      if (reached === null) return;
      const again = run(true);
      for (let to: FeedMs = dayStart; ; to = feedMs(Math.min(to + TRUTH_SLICE, reached))) {
        const truth: TruthRecord[] = [];
        again.advance(to, [], truth);
        yield* truth;
        if (to >= reached) return;
      }
    },
  };
}

interface Run {
  advance(to: number, out: FeedRecord[], truth: TruthRecord[] | null): void;
}

/** One living of the day: vans are made when they leave, and forgotten when they are home. */
function createRun(
  world: World,
  vans: readonly PlannedVan[],
  traffic: Traffic,
  withTruth: boolean,
  randomOf: (index: number) => ReturnType<typeof createRandom>,
): Run {
  const { dayStart } = world.settings;
  const EARLIEST = 10 * MINUTE;
  const waiting: Waiting[] = vans
    .map((van) => ({ van, from: van.plan.start - EARLIEST }))
    .sort((a, b) => b.from - a.from || b.van.index - a.van.index);
  let active: { readonly index: number; readonly source: VanSource }[] = [];
  let minute = dayStart + MINUTE;
  return {
    advance: (to, out, truth) => {
      for (
        let last = waiting[waiting.length - 1];
        last !== undefined && last.from <= to;
        last = waiting[waiting.length - 1]
      ) {
        waiting.pop();
        active.push({
          index: last.van.index,
          source: createVanSource(world, last.van, randomOf(last.van.index), withTruth),
        });
      }
      // In the fleet's order, so that records of one millisecond come out alike whenever each van was made.
      active.sort((a, b) => a.index - b.index);
      for (; minute <= to; minute = feedMs(minute + MINUTE)) {
        const share = Math.round(1_000 / traffic.actual('primary', 0, 0, hourAt(dayStart, minute))) / 10;
        out.push({
          kind: 'sample',
          at: feedMs(minute),
          sample: { series: 'traffic/centre', unit: '%', at: feedMs(minute), value: share },
        });
      }
      for (const { source } of active) source.advance(to, out, truth);
      active = active.filter(({ source }) => source.off >= to);
      out.sort((a, b) => a.at - b.at);
      truth?.sort((a, b) => a.at - b.at);
    },
  };
}
