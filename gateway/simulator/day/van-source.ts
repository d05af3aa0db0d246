import type { FeedRecord } from '../../../contract/ingest.ts';
import { feedMs } from '../../../contract/time.ts';
import { latOf, lonOf, nth } from '../plane.ts';
import type { PlannedVan } from '../plan/planner.ts';
import type { Random } from '../random.ts';
import { createColdBox } from './cold-box.ts';
import { createGps } from './gps.ts';
import { createTrackReader } from './track.ts';
import type { TruthRecord } from './truth.ts';
import { liveDay, type World } from './van-day.ts';

/** One van on the road: what it sends, and what is true. */
export interface VanSource {
  /** Appends everything after the last call up to and including `to`; each list ascends within one kind of record. */
  advance(to: number, out: FeedRecord[], truth: TruthRecord[] | null): void;
  readonly off: number;
}

const SPARSE_S = 60;
/** High houses within this many metres of the centre double the error. */
const DOWNTOWN = 1_300;

export function createVanSource(
  world: World,
  van: PlannedVan,
  random: Random,
  withTruth: boolean,
): VanSource {
  const day = liveDay(world, van, random.fork('day'), withTruth);
  const { interval, noise, sparseUntil } = world.settings;
  const step = Math.round(interval * 1_000);
  const gps = createGps(noise, random.fork('gps'));
  const reader = createTrackReader(day.track);
  const box = van.refrigerated
    ? createColdBox(van.vehicleId, day.track, day.on, day.off, random.fork('box'))
    : null;
  // Vans do not report in step: each has its own place within the interval.
  let next = day.on + random.fork('phase').whole(0, step - 1);
  const every = Math.max(1, Math.round(SPARSE_S / interval));
  let reports = 0;
  let event = 0;
  let fact = 0;
  let gap = 0;

  const report = (at: number, out: FeedRecord[], truth: TruthRecord[] | null): void => {
    while (gap < day.silent.length && nth(day.silent, gap)[1] <= at) gap += 1;
    const hole = day.silent[gap];
    const wanted = at >= sparseUntil || reports % every === 0;
    reports += 1;
    const sent = wanted && (hole === undefined || at < hole[0]);
    const place = reader.at(at);
    const error = gps.next(interval, Math.hypot(place.x, place.y) < DOWNTOWN ? 2 : 1);
    const when = feedMs(at);
    if (sent)
      out.push({
        kind: 'position',
        at: when,
        position: {
          vehicleId: van.vehicleId,
          routeId: van.plan.id,
          at: when,
          lat: latOf(place.y + error.y),
          lon: lonOf(place.x + error.x),
          speed: Math.round(place.speed * 10) / 10,
          heading: place.heading,
          accuracy: error.accuracy,
        },
      });
    truth?.push({
      kind: 'position',
      at: when,
      vehicleId: van.vehicleId,
      lat: latOf(place.y),
      lon: lonOf(place.x),
      why: place.activity,
      sent,
    });
  };

  return {
    off: day.off,
    advance: (to, out, truth) => {
      for (; event < day.events.length && nth(day.events, event).at <= to; event++) {
        const what = nth(day.events, event);
        out.push({ kind: 'event', at: what.at, event: what });
      }
      for (; fact < day.truth.length && nth(day.truth, fact).at <= to; fact++)
        truth?.push(nth(day.truth, fact));
      box?.advance(to, out);
      for (; next <= to && next <= day.off; next += step) report(next, out, truth);
    },
  };
}
