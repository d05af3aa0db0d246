import { feedMs, wallMs, type FeedMs } from '../../contract/time.ts';
import type { TimedSource } from '../ports.ts';
import { SLICE_MS, type FeedDriver, type Slice } from './driver.ts';

export interface ReplayOptions {
  readonly source: TimedSource;
  /** Feed milliseconds per wall millisecond, > 0. */
  readonly speed: number;
  /** Where feed time stands now: the source has been pulled up to here, or stands at its start. */
  readonly from: FeedMs;
  /** The day after, asked once at the end of each; null or absent holds the picture at the end. */
  readonly next?: (() => TimedSource | null) | undefined;
  readonly wall?: () => number;
}

/**
 * The most wall time that one step makes up for. A process that was suspended for an hour goes on where it was: feed
 * time slips, and says so, instead of a day rushing by in one tick. Records are never skipped.
 */
export const CATCH_UP_MS = 500;
/** A held clock: contract demands a rate over 0, and consoles extrapolate by it between heartbeats. */
const HELD_RATE = 0.001;

/** Feed time for a source that can be asked. At its end comes the next day, the night between skipped, or the end is held. */
export function createReplay({ source, speed, from, next, wall = Date.now }: ReplayOptions): FeedDriver {
  if (!(speed > 0)) throw new RangeError(`speed must be over 0 (got ${String(speed)})`);
  let day = source;
  let now = from;
  let last = wall();
  let slipped = 0;
  let held = false;
  /** How far the last step meant to go. */
  let goal: number = from;

  function* pull(): Iterable<Slice> {
    while (now < goal) {
      now = feedMs(Math.min(goal, now + SLICE_MS));
      yield { to: now, records: day.advance(now), newDay: false };
    }
    if (now >= day.end) yield* turnDay();
  }
  function* turnDay(): Iterable<Slice> {
    const following = next?.() ?? null;
    held = following === null;
    if (following === null) return;
    day = following;
    now = feedMs(Math.max(now, day.start));
    goal = now;
    yield { to: now, records: day.advance(now), newDay: true };
  }

  return {
    now: () => now,
    clock() {
      const at = wall();
      const ahead = held ? 0 : Math.min(CATCH_UP_MS, Math.max(0, at - last)) * speed;
      return { feed: feedMs(now + ahead), wall: wallMs(at), rate: held ? HELD_RATE : speed };
    },
    step() {
      const at = wall();
      const elapsed = Math.max(0, at - last);
      last = at;
      if (held) return [];
      const due = Math.min(elapsed, CATCH_UP_MS);
      slipped += (elapsed - due) * speed + (goal - now);
      goal = Math.min(now + due * speed, day.end);
      return pull();
    },
    stats: () => ({ slipped, held }),
  };
}
