import { feedMs, type FeedMs } from '../../../contract/time.ts';
import type { Random } from '../random.ts';

const QUARTER = 900_000;
const SHARE = 1 / 3;

/** A third of the customers were promised a time: one to three hours on the quarter, the planned arrival well inside. */
export function windowFor(
  arrival: FeedMs,
  random: Random,
): { windowStart: FeedMs | null; windowEnd: FeedMs | null } {
  const promised = random.chance(SHARE);
  const lead = random.between(0.35, 0.8);
  const length = random.pick([4, 4, 6, 8, 8, 12]) * QUARTER;
  if (!promised) return { windowStart: null, windowEnd: null };
  const start = Math.floor((arrival - lead * length) / QUARTER) * QUARTER;
  return { windowStart: feedMs(start), windowEnd: feedMs(Math.max(start + length, arrival + QUARTER)) };
}
