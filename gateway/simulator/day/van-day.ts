import type { StopEvent } from '../../../contract/ingest.ts';
import { feedMs } from '../../../contract/time.ts';
import type { Settings } from '../options.ts';
import { latOf, lonOf, nth } from '../plane.ts';
import type { PlannedVan } from '../plan/planner.ts';
import type { Random } from '../random.ts';
import { pointOf } from '../roads/leg.ts';
import type { Network } from '../roads/network.ts';
import type { Router } from '../roads/router.ts';
import type { Traffic } from '../roads/traffic.ts';
import { detourOf } from './detour.ts';
import { driveLeg, type Drive } from './drive.ts';
import { hourAt } from './hours.ts';
import { drawMishaps } from './mishaps.ts';
import { FAILURES, LONG_SERVICE } from './reasons.ts';
import { createTrackBuilder, type Track } from './track.ts';
import type { Cause, TruthRecord } from './truth.ts';

/** One van's day as it really goes. Times are whole milliseconds, lists ascend. */
export interface VanDay {
  readonly track: Track;
  readonly events: readonly StopEvent[];
  /** Empty unless asked for: it is most of a day's memory. */
  readonly truth: readonly TruthRecord[];
  /** When the van cannot report, [from, to) pairs. */
  readonly silent: readonly (readonly [number, number])[];
  /** First and last moment at which its unit is switched on. */
  readonly on: number;
  readonly off: number;
}

export interface World {
  readonly network: Network;
  readonly traffic: Traffic;
  readonly router: Router;
  readonly settings: Settings;
}

const LOADING_S = 240;
const HOME_S = 180;
const LONG_SERVICE_SHARE = 0.002;
/** Spread of a service time around its plan (deviation of its logarithm). */
const SERVICE_SPREAD = 0.3;
const TELL_LATE_S = 120;

/**
 * Lives one van's day from its departure to its return. Drivers are people: late, they hurry at the door; early, they take their time.
 * Everything drawn comes from `random` alone, so the day can be made again at any moment.
 */
export function liveDay(world: World, van: PlannedVan, random: Random, withTruth: boolean): VanDay {
  const { network, settings } = world;
  const { plan } = van;
  const mishaps = drawMishaps(van, settings, random.fork('mishaps'));
  const drive: Drive = {
    network,
    traffic: world.traffic,
    hourAt: (ms) => hourAt(settings.dayStart, ms),
    pace: 0.985 + 0.05 * random.normal(),
  };
  const ease = 0.97 + 0.065 * random.normal();
  const left = plan.start + Math.max(-120, 45 * random.normal() + 20) * 1_000;
  const on = Math.round(left - LOADING_S * 1_000);
  const track = createTrackBuilder(on, pointOf(network, nth(van.legs, 0).start));
  track.stay(LOADING_S, 'loading');

  const events: StopEvent[] = [];
  const truth: TruthRecord[] = [];
  const tell = (record: TruthRecord): void => {
    if (withTruth) truth.push(record);
  };
  const silent = mishaps.gaps
    .map(({ at, seconds }) => {
      const from = plan.start + at * (nth(plan.stops, plan.stops.length - 1).arrival - plan.start);
      return [Math.round(from), Math.round(from + seconds * 1_000)] as const;
    })
    .sort((a, b) => a[0] - b[0]);
  const cost: Record<Cause, number> = { traffic: 0, service: 0, breakdown: 0, detour: 0, waiting: 0 };

  const event = (type: StopEvent['type'], stop: number | null, reason: string | null): void => {
    events.push({
      routeId: plan.id,
      vehicleId: van.vehicleId,
      at: feedMs(Math.round(track.now())),
      type,
      stop,
      reason,
    });
  };
  const happened = (
    kind: 'delivered' | 'failed' | 'breakdown' | 'recovered' | 'detour',
    stop: number | null,
    why: string | null,
  ): void => {
    const at = feedMs(Math.round(track.now()));
    tell({ kind, at, vehicleId: van.vehicleId, routeId: plan.id, stop, why });
  };
  const passed = (kind: 'arrived' | 'departed', stop: number | null, adherence: number | null): void => {
    const { x, y } = track.here();
    tell({
      kind,
      at: feedMs(Math.round(track.now())),
      vehicleId: van.vehicleId,
      routeId: plan.id,
      stop,
      lat: latOf(y),
      lon: lonOf(x),
      adherence,
      why: adherence !== null && adherence > TELL_LATE_S ? greatest(cost) : null,
    });
  };

  const drive1 = (which: number): void => {
    const leg = nth(van.legs, which);
    const began = track.now();
    const detour = mishaps.detour?.leg === which ? detourOf(network, world.router, van, which) : null;
    const broken = mishaps.breakdown?.leg === which ? mishaps.breakdown : null;
    let stood = 0;
    const halt = (junction: number): void => {
      if (broken === null || stood > 0 || junction < (leg.arcs.length >> 1) - 1) return;
      stood = broken.seconds;
      event('breakdown', null, broken.why);
      happened('breakdown', null, broken.why);
      track.stay(broken.seconds, 'breakdown');
      event('recovered', null, null);
      happened('recovered', null, broken.why);
    };
    if (detour === null) driveLeg(drive, leg, track, random, 'driving', halt);
    else {
      happened('detour', null, mishaps.detour?.why ?? null);
      for (const part of detour) driveLeg(drive, part, track, random, 'detour', halt);
    }
    const extra = (track.now() - began) / 1_000 - nth(van.seconds, which) - stood;
    cost.breakdown += stood;
    cost[detour === null ? 'traffic' : 'detour'] += extra;
  };

  const serve = (number: number): void => {
    const stop = nth(plan.stops, number);
    const adherence = Math.round((Math.round(track.now()) - stop.arrival) / 1_000);
    passed('arrived', number, adherence);
    if (stop.windowStart !== null && track.now() < stop.windowStart) {
      const wait = (stop.windowStart - track.now()) / 1_000;
      track.stay(wait, 'waiting');
      cost.waiting += wait;
    }
    const failed = random.chance(settings.failures);
    const noise = Math.exp(SERVICE_SPREAD * random.normal() - SERVICE_SPREAD ** 2 / 2);
    let seconds = stop.service * noise * ease * hurry(adherence);
    if (failed) seconds *= random.between(0.5, 1.2);
    let why: string | null = null;
    if (random.chance(LONG_SERVICE_SHARE)) {
      seconds += random.between(420, 1_320);
      why = random.pick(LONG_SERVICE);
    }
    track.stay(Math.max(25, seconds), 'service');
    cost.service += seconds - stop.service;
    const reason = failed ? random.pick(FAILURES) : null;
    event(failed ? 'failed' : 'delivered', number, reason);
    happened(failed ? 'failed' : 'delivered', number, reason ?? why);
    passed('departed', number, null);
  };

  event('departed', null, null);
  passed('departed', null, null);
  plan.stops.forEach((_, number) => {
    drive1(number);
    serve(number);
  });
  drive1(plan.stops.length);
  event('completed', null, null);
  passed('arrived', null, null);
  track.stay(HOME_S, 'home');
  for (const [from] of silent)
    tell({
      kind: 'silent',
      at: feedMs(from),
      vehicleId: van.vehicleId,
      routeId: plan.id,
      stop: null,
      why: 'no radio',
    });
  truth.sort((a, b) => a.at - b.at);
  return { track: track.build(), events, truth, silent, on, off: Math.round(track.now()) };
}

/** Factor on a service time: up to a quarter quicker when late, up to half slower when early. */
export function hurry(adherence: number): number {
  if (adherence > 60) return 1 - Math.min(0.28, (adherence - 60) / 1_100);
  return adherence < -30 ? 1 + Math.min(0.5, (-30 - adherence) / 420) : 1;
}

function greatest(cost: Readonly<Record<Cause, number>>): Cause {
  let best: Cause = 'traffic';
  for (const cause of ['service', 'breakdown', 'detour', 'waiting'] as const)
    if (cost[cause] > cost[best]) best = cause;
  return best;
}
