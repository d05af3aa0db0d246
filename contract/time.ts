/**
 * Two clocks that must never be mixed: a replay at 600x makes an hour of feed time in six seconds of wall time.
 * Both are milliseconds since the Unix epoch; the brand is all that differs.
 */
declare const feedClock: unique symbol;
declare const wallClock: unique symbol;

/** Time as the fleet lives it: observations, plans, arrivals, ages of things. */
export type FeedMs = number & { readonly [feedClock]: true };
/** Time as this computer lives it: links, timeouts, tokens, audit. */
export type WallMs = number & { readonly [wallClock]: true };

export const feedMs = (ms: number): FeedMs => ms as FeedMs;
export const wallMs = (ms: number): WallMs => ms as WallMs;

/** What the gateway says about its feed clock; sent with every heartbeat. */
export interface FeedClock {
  /** Feed time at the moment `wall` was read on the gateway. */
  readonly feed: FeedMs;
  readonly wall: WallMs;
  /** Feed milliseconds per wall millisecond, > 0; 1 is live. */
  readonly rate: number;
  /** Where the fleet lives, for every clock on the screen: an IANA name or an offset such as `-06:00`. */
  readonly zone?: string;
  /** Adherence in seconds over which this gateway calls a route late. */
  readonly lateAfter?: number;
}

/** Feed time now, from a clock received at the console's own wall time `received`: skew between the two computers cancels out. */
export function feedNow(clock: FeedClock, received: WallMs, now: WallMs): FeedMs {
  return feedMs(clock.feed + (now - received) * clock.rate);
}
