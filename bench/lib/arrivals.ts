import type { Happening } from '../../gateway/ports.ts';
import type { TruthRecord } from '../../gateway/simulator/index.ts';
import type { Truth } from './eta.ts';

export interface ArrivalFigures {
  readonly stops: number;
  /** 0-1: true arrivals that the fleet found within `MATCH` of their time. */
  readonly found: number;
  /** Absolute error of the found, seconds. */
  readonly median: number;
  readonly p90: number;
}

/** An arrival found farther from the truth than this, seconds, is another event and does not count as found. */
const MATCH = 600;

/** True arrivals by route and stop. */
export function truthOf(records: readonly TruthRecord[]): { readonly truth: Truth; readonly stops: number } {
  const known = new Map<string, number>();
  for (const record of records)
    if (record.kind === 'arrived' && record.stop !== null)
      known.set(`${record.routeId}\n${record.stop}`, record.at);
  return { truth: (route, stop) => known.get(`${route}\n${stop}`), stops: known.size };
}

export function measureArrivals(
  happenings: readonly Happening[],
  { truth, stops }: ReturnType<typeof truthOf>,
): ArrivalFigures {
  const errors: number[] = [];
  for (const one of happenings) {
    if (one.type !== 'arrived') continue;
    const arrived = truth(one.routeId, one.stop);
    const off = arrived === undefined ? Number.POSITIVE_INFINITY : Math.abs(one.at - arrived) / 1_000;
    if (off <= MATCH) errors.push(off);
  }
  errors.sort((a, b) => a - b);
  const at = (p: number): number => errors[Math.floor(p * (errors.length - 1))] ?? Number.NaN;
  return { stops, found: errors.length / stops, median: at(0.5), p90: at(0.9) };
}
