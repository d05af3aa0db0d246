import { Disposables } from '../../contract/disposable.ts';
import type { CityMap } from '../../contract/ingest.ts';
import { feedMs, type FeedMs } from '../../contract/time.ts';
import type { Config } from '../config/schema.ts';
import { ConfigError } from '../config/error.ts';
import { createWallDriver, SLICE_MS, type FeedDriver, type Slice } from '../ingest/driver.ts';
import { createRecording } from '../ingest/recording/index.ts';
import { createReplay } from '../ingest/replay.ts';
import type { TimedSource } from '../ports.ts';
import { createSimulator, type TruthRecord } from '../simulator/index.ts';
import { localTime, midnightOf, nextDay, offsetOf } from './day.ts';
import { thinned } from './thin.ts';
import { openLineFile } from './truth-file.ts';

/** The configured input, opened: what it is, how its time runs, and the part of its day that is over already. */
export interface Input {
  readonly city: CityMap | null;
  /** Offset that its own times were written with; null where it has none. */
  readonly zone: string | null;
  /** Seconds between a vehicle's positions; null where the source does not know. */
  readonly interval: number | null;
  /** Rows that could not be used, by reason. */
  readonly rejected: ReadonlyMap<string, number>;
  /** From the day's start to the configured time of day, in order; pull it to its end before `drive`. */
  preroll(): Iterable<Slice>;
  /** Feed time begins to run. */
  drive(): FeedDriver;
  dispose(): void;
}

/**
 * How much goes wrong, mean number a van and day. `usual`: with the gateway's own rules one operator of 120 vans is asked about once
 * in 10 minutes. `busy`: at the limit of what ISA-18.2 calls manageable, about twice. `flood`: far beyond it, for pictures and drills.
 */
const TROUBLE: Readonly<Record<Config['day'], SimulatorOptionsPart>> = {
  usual: {},
  busy: { breakdowns: 0.1, gaps: 2, failures: 0.04 },
  flood: { breakdowns: 1, gaps: 15, failures: 0.1 },
};
type SimulatorOptionsPart = Pick<Parameters<typeof createSimulator>[0], 'breakdowns' | 'gaps' | 'failures'>;

const MINUTE = 60_000;
const DAY_BEGINS = 6;
/** The fleet is mid-shift then: something to look at. */
const MID_SHIFT = 14 * 60;

/** Throws ConfigError for an input that its configuration can't give. */
export function openInput(config: Config, wall: () => number): Input {
  switch (config.input) {
    case 'simulator':
      return openSimulator(config, wall);
    case 'recording':
      return openRecording(config, wall);
    case 'none':
      return {
        city: null,
        zone: null,
        interval: null,
        rejected: new Map(),
        preroll: () => [],
        drive: () => createWallDriver(wall),
        dispose: () => undefined,
      };
  }
}

/** A whole day, from its first record to its last: to be judged, not to be lived. Throws ConfigError as `openInput` does. */
export function openDay(config: Config, wall: () => number): TimedSource {
  const { positions, schedule, stops, date } = config;
  if (config.input === 'simulator') {
    const dayStart = localTime(date, DAY_BEGINS, wall());
    return createSimulator({ ...TROUBLE[config.day], seed: config.seed, vans: config.vans, dayStart });
  }
  if (positions === null || schedule === null || stops === null)
    throw new ConfigError(`input (${config.input}): has no day of its own; allowed: simulator, recording`);
  return recordingOf({ positions, schedule, stops, date: date ?? undefined });
}

/** After its last hour the next day begins at once, with the next seed: a wall that runs for weeks never shows the same day twice. */
function openSimulator(config: Config, wall: () => number): Input {
  const owned = new Disposables();
  const truth = config.truth === null ? null : owned.add(openLineFile(config.truth));
  const observer = truth === null ? {} : { onTruth: (record: TruthRecord) => truth.write(record) };
  let { date, seed } = config;
  const open = () =>
    createSimulator({
      ...TROUBLE[config.day],
      seed,
      vans: config.vans,
      dayStart: localTime(date, DAY_BEGINS, wall()),
      ...observer,
    });
  const first = open();
  const next = () => {
    date = nextDay(date, first.start);
    seed = (seed + 1) % 2 ** 32;
    return open();
  };
  const from = startOf(first, config.startTime, MID_SHIFT);
  return replayed(first, from, { config, wall, next, dispose: () => owned.dispose() });
}

function openRecording(config: Config, wall: () => number): Input {
  const { positions, schedule, stops, date, startTime } = config;
  if (positions === null || schedule === null || stops === null) {
    throw new ConfigError('input (recording): needs positions, schedule and stops');
  }
  const day = recordingOf({ positions, schedule, stops, date: date ?? undefined });
  const from = startOf(day, startTime, null);
  return replayed(day, from, { config, wall, dispose: () => undefined });
}

function recordingOf(options: Parameters<typeof createRecording>[0]): TimedSource {
  try {
    return createRecording(options);
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/\s+/g, ' ') : String(error);
    throw new ConfigError(`input (recording): ${why}`, { cause: error });
  }
}

/** Minutes after the source's own midnight; what nobody asked for and is outside the day is the day's start. */
function startOf(day: TimedSource, asked: number | null, otherwise: number | null): FeedMs {
  const midnight = day.midnight ?? midnightOf(day.start);
  const minutes = asked ?? otherwise;
  if (minutes === null) return day.start;
  const from = feedMs(midnight + minutes * MINUTE);
  if (from >= day.start && from < day.end) return from;
  if (asked === null) return day.start;
  const clock = (at: number) => new Date(at - midnight).toISOString().slice(11, 16);
  throw new ConfigError(
    `start-time: ${clock(from)} is outside this input's day; allowed: ${clock(day.start)} to ${clock(day.end)}`,
  );
}

interface Replaying {
  readonly config: Config;
  readonly wall: () => number;
  readonly next?: () => TimedSource;
  readonly dispose: () => void;
}

function replayed(source: TimedSource, from: FeedMs, { config, wall, next, dispose }: Replaying): Input {
  return {
    city: source.city,
    zone: source.midnight === undefined ? null : offsetOf(source.midnight),
    interval: source.interval,
    rejected: source.rejected,
    preroll: () => thinned(past(source, from), from),
    drive: () => createReplay({ source, speed: config.speed, from, next, wall }),
    dispose,
  };
}

function* past(source: TimedSource, from: FeedMs): Iterable<Slice> {
  for (let to: number = source.start; ; to = Math.min(from, to + SLICE_MS)) {
    yield { to: feedMs(to), records: source.advance(feedMs(to)), newDay: false };
    if (to >= from) return;
  }
}
