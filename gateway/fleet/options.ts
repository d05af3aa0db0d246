/** Everything that is adjustable in the fleet's logic; distances in metres, durations in seconds. */
export interface FleetOptions {
  /** How often a vehicle of the source reports; null measures it for each vehicle. */
  readonly interval?: number | null;
  /** Adherence above which a route becomes late. */
  readonly lateOver?: number;
  /** Adherence below which a late route is on time again; less than `lateOver`. */
  readonly lateUnder?: number;
  /** Distance from the planned shape, beyond the fix's accuracy, that is off-route. */
  readonly offRouteOver?: number;
  /** Distance from the shape under which the vehicle is on its route again; less than `offRouteOver`. */
  readonly offRouteUnder?: number;
  /** How long it must be that far before it counts. */
  readonly offRouteAfter?: number;
  /** Standing where no service is planned, or beyond twice the planned service, that is a dwell. */
  readonly dwellAfter?: number;
  /** Least silence that counts, whatever the interval; GTFS-Realtime's limit for positions is 90 s. */
  readonly silentAfter?: number;
  /** Fixes with a larger accuracy radius are shown but not matched. */
  readonly accuracyLimit?: number;
  /** A route is over without a word of its end: this long after the plan's, once its vehicle has said nothing for `lostSilence`. */
  readonly lostAfter?: number;
  readonly lostSilence?: number;
  /** How long a route stays after its end. */
  readonly keepCompleted?: number;
}

export type FleetLimits = Required<FleetOptions>;

export const DEFAULT_LIMITS: FleetLimits = {
  interval: null,
  lateOver: 300,
  lateUnder: 180,
  offRouteOver: 100,
  offRouteUnder: 60,
  offRouteAfter: 20,
  dwellAfter: 600,
  silentAfter: 90,
  accuracyLimit: 150,
  lostAfter: 4 * 3_600,
  lostSilence: 3_600,
  keepCompleted: 12 * 3_600,
};

/** Throws a RangeError that names the option: a wrong limit is the caller's mistake and must not run. */
export function resolveLimits(options: FleetOptions): FleetLimits {
  const limits = { ...DEFAULT_LIMITS, ...options };
  for (const [name, value] of Object.entries(limits))
    if (value !== null && !(Number.isFinite(value) && value >= 0))
      throw new RangeError(`${name} must be a number of at least 0, not ${value}`);
  if (limits.lateUnder >= limits.lateOver)
    throw new RangeError(
      `lateUnder must be less than lateOver (${limits.lateOver}), not ${limits.lateUnder}`,
    );
  if (limits.offRouteUnder >= limits.offRouteOver)
    throw new RangeError(
      `offRouteUnder must be less than offRouteOver (${limits.offRouteOver}), not ${limits.offRouteUnder}`,
    );
  return limits;
}
