import type { FeedRecord } from '../../../contract/ingest.ts';
import { feedMs } from '../../../contract/time.ts';
import type { Random } from '../random.ts';
import { createTrackReader, type Track } from './track.ts';

const MINUTE = 60_000;

/** Temperature of a refrigerated van's box, each full minute: it warms while the door is open, and one unit in ten fails slowly. */
export interface ColdBox {
  /** Samples up to and including `to`, appended to `out`. */
  advance(to: number, out: FeedRecord[]): void;
}

export function createColdBox(
  vehicleId: string,
  track: Track,
  on: number,
  off: number,
  random: Random,
): ColdBox {
  const reader = createTrackReader(track);
  const fails = random.chance(0.1) ? random.between(on, off) : Infinity;
  let next = Math.ceil(on / MINUTE) * MINUTE;
  let celsius = random.between(3, 4.5);
  return {
    advance: (to, out) => {
      for (; next <= Math.min(to, off); next += MINUTE) {
        const open = reader.at(next).activity === 'service';
        const target = next > fails ? 9.5 : 3.6;
        celsius +=
          (target - celsius) * (next > fails ? 0.012 : 0.07) + (open ? 0.22 : 0) + 0.05 * random.normal();
        const sample = {
          series: `cold-box/${vehicleId}`,
          unit: 'Cel',
          at: feedMs(next),
          value: Math.round(celsius * 100) / 100,
        };
        out.push({ kind: 'sample', at: sample.at, sample });
      }
    },
  };
}
