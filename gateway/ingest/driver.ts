import type { FeedRecord } from '../../contract/ingest.ts';
import { feedMs, wallMs, type FeedMs } from '../../contract/time.ts';
import type { FeedTime } from '../ports.ts';

/** What became due, up to one moment of feed time. */
export interface Slice {
  readonly to: FeedMs;
  readonly records: readonly FeedRecord[];
  /** Everything before belongs to a day that is over: the fleet begins anew with this slice. */
  readonly newDay: boolean;
}

/** Whoever owns the loop asks it each tick; it owns no timer itself. */
export interface FeedDriver extends FeedTime {
  /**
   * What is due now, oldest first, cut into slices of at most a minute of feed time, so that no minute's figures are skipped.
   * Lazy: whoever stops early leaves the rest to the next step, and feed time slips by it.
   */
  step(): Iterable<Slice>;
  stats(): DriverStats;
}
export interface DriverStats {
  /** Feed milliseconds by which the replay fell behind its speed since start: time that it gave up, never records. */
  readonly slipped: number;
  /** The source is at its end and nothing follows. */
  readonly held: boolean;
}

export const SLICE_MS = 60_000;
/** A wall clock that is set back by less than this, ms, is waited for. */
const SET_BACK_MS = 2_000;

/** Feed time is the wall's: records arrive by REST, nothing is pulled. */
export function createWallDriver(wall: () => number = Date.now): FeedDriver {
  // A clock that is trimmed must not take feed time back with it. One that was wrong and was put right must: else every vehicle,
  // whose own clock was right all along, would be silent until the wall has caught up.
  let now = feedMs(wall());
  const read = () => {
    const is = wall();
    now = feedMs(now - is < SET_BACK_MS ? Math.max(now, is) : is);
    return now;
  };
  return {
    now: read,
    clock: () => ({ feed: read(), wall: wallMs(wall()), rate: 1 }),
    step: () => [{ to: read(), records: [], newDay: false }],
    stats: () => ({ slipped: 0, held: false }),
  };
}
