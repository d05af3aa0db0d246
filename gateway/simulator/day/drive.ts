import { distance, nth } from '../plane.ts';
import type { Random } from '../random.ts';
import { arcLine, legMetres, type Leg } from '../roads/leg.ts';
import { edgeOf, FREE_SPEED, JUNCTION, type Network } from '../roads/network.ts';
import type { Traffic } from '../roads/traffic.ts';
import type { TrackBuilder } from './track.ts';
import type { Activity } from './truth.ts';

/** Metres of slow driving out of a parking place and into one, and its speed in metres a second. */
const OUT = 20;
const IN = 25;
const CRAWL = 3.5;
/** A junction stops a van this often; it then waits so long that the average is `JUNCTION`. */
const RED = 0.35;
const LONGEST_RED = 70;

export interface Drive {
  readonly network: Network;
  readonly traffic: Traffic;
  readonly hourAt: (ms: number) => number;
  /** How this driver compares on this day; 1 is as planned, more is slower. */
  readonly pace: number;
}

/** Drives a leg as the day's traffic lets it; `halt` is asked at each junction for seconds to stand there. */
export function driveLeg(
  drive: Drive,
  leg: Leg,
  track: TrackBuilder,
  random: Random,
  activity: Activity,
  halt?: (junction: number) => void,
): void {
  const { network, traffic } = drive;
  const metres = legMetres(network, leg);
  let gone = 0;
  for (let i = 0; i < leg.arcs.length; i++) {
    const arc = nth(leg.arcs, i);
    const cls = nth(network.streets, nth(network.edges, edgeOf(arc)).street).class;
    const node = nth(network.head, arc);
    const slow =
      traffic.actual(cls, nth(network.x, node), nth(network.y, node), drive.hourAt(track.now())) * drive.pace;
    const speed = FREE_SPEED[cls] / slow;
    const line = arcLine(network, leg, i);
    for (let k = 1; k < line.length; k++) {
      const b = nth(line, k);
      const a = nth(line, k - 1);
      const length = distance(a, b);
      if (length === 0) continue;
      for (let done = 0; done < length;) {
        const place = gone + done;
        const crawl = place < OUT || place >= metres - IN;
        const next = place < OUT ? OUT : place < metres - IN ? metres - IN : metres;
        const piece = Math.min(length - done, Math.max(0.01, next - place));
        done = length - done - piece < 0.01 ? length : done + piece;
        const to = { x: a.x + ((b.x - a.x) * done) / length, y: a.y + ((b.y - a.y) * done) / length };
        track.move(to, piece / (crawl ? Math.min(speed, CRAWL) : speed), activity);
      }
      gone += length;
    }
    if (i + 1 < leg.arcs.length) {
      halt?.(i);
      if (JUNCTION[cls] > 0 && random.chance(RED))
        track.stay(Math.min(LONGEST_RED, random.exponential((JUNCTION[cls] * slow) / RED)), activity);
    }
  }
}
