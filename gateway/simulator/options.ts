import type { FeedMs } from '../../contract/time.ts';
import type { TruthRecord } from './day/truth.ts';

/** What the caller decides. Everything left out has the default of `DEFAULTS`. */
export interface SimulatorOptions {
  /** Same seed, same city, same day, byte for byte. Any whole number. */
  readonly seed?: number;
  /** 1 to 20,000. */
  readonly vans?: number;
  /** Stops of a route, 1 to 400; a route that would end after 19:30 loses its last ones, down to `stopsMin`. */
  readonly stopsMin?: number;
  readonly stopsMax?: number;
  /** 06:00 on the fleet's own clock: the simulator knows no time zones, only hours since then. */
  readonly dayStart: FeedMs;
  /** Seconds between two positions of one van, 1 to 3,600. */
  readonly interval?: number;
  /** Deviation of a GPS fix in metres, 0 to 100; doubled between the high houses downtown. */
  readonly noise?: number;
  /** Mean number a van and day, 0 and up; a fleet of 120 has a couple. */
  readonly breakdowns?: number;
  readonly detours?: number;
  /** Radio holes of 3 to 15 minutes. */
  readonly gaps?: number;
  /** Share of stops that fail, 0 to 1. */
  readonly failures?: number;
  /**
   * Until this moment each van sends a position about once a minute: for a gateway that joins a day under way and has hours to
   * catch up. Everything else of the day is unchanged.
   */
  readonly sparseUntil?: FeedMs;
  /** Called for each true thing as time reaches it, in order; the caller writes it where it likes. */
  readonly onTruth?: (record: TruthRecord) => void;
}

export type Settings = Required<Omit<SimulatorOptions, 'onTruth'>>;

const DEFAULTS = {
  seed: 1,
  vans: 120,
  stopsMin: 60,
  stopsMax: 120,
  interval: 5,
  noise: 4,
  breakdowns: 2.2 / 120,
  detours: 5 / 120,
  gaps: 0.6,
  failures: 0.015,
} as const;

const LIMITS: Readonly<Record<keyof typeof DEFAULTS, readonly [number, number, 'whole' | 'any']>> = {
  seed: [0, Number.MAX_SAFE_INTEGER, 'whole'],
  vans: [1, 20_000, 'whole'],
  stopsMin: [1, 400, 'whole'],
  stopsMax: [1, 400, 'whole'],
  interval: [1, 3_600, 'any'],
  noise: [0, 100, 'any'],
  breakdowns: [0, 10, 'any'],
  detours: [0, 10, 'any'],
  gaps: [0, 100, 'any'],
  failures: [0, 1, 'any'],
};

/** The options with defaults; throws a `RangeError` that names the option, its value and what is allowed. */
export function settle(options: SimulatorOptions): Settings {
  const settings: Record<string, number> = { ...DEFAULTS };
  for (const [name, [low, high, kind]] of Object.entries(LIMITS)) {
    const value = options[name as keyof typeof DEFAULTS];
    if (value === undefined) continue;
    if (!(value >= low && value <= high) || (kind === 'whole' && !Number.isInteger(value)))
      throw new RangeError(
        `simulator ${name} is ${String(value)}: must be ${kind === 'whole' ? 'a whole number ' : ''}from ${String(low)} to ${String(high)}`,
      );
    settings[name] = value;
  }
  const { dayStart } = options;
  const all = { ...settings, dayStart, sparseUntil: options.sparseUntil ?? dayStart } as Settings;
  for (const name of ['dayStart', 'sparseUntil'] as const)
    if (!Number.isFinite(all[name]))
      throw new RangeError(`simulator ${name} is ${String(all[name])}: must be epoch milliseconds`);
  if (all.stopsMin > all.stopsMax)
    throw new RangeError(
      `simulator stopsMin is ${String(all.stopsMin)}: must be at most stopsMax, ${String(all.stopsMax)}`,
    );
  return all;
}
