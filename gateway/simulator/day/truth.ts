import type { FeedMs } from '../../../contract/time.ts';

/** What a van is really doing. */
export const ACTIVITIES = [
  'loading',
  'driving',
  'detour',
  'waiting',
  'service',
  'breakdown',
  'home',
] as const;
export type Activity = (typeof ACTIVITIES)[number];

/** What made a van late, by the seconds that each cost so far. */
export type Cause = 'traffic' | 'service' | 'breakdown' | 'detour' | 'waiting';

/** What really happened; a gateway may write it beside what it believes. Coordinates are without GPS noise. */
export type TruthRecord =
  | {
      readonly kind: 'position';
      readonly at: FeedMs;
      readonly vehicleId: string;
      readonly lat: number;
      readonly lon: number;
      readonly why: Activity;
      /** False where no report came of it: a radio hole, or a time at which reports are sparse. */
      readonly sent: boolean;
    }
  | {
      readonly kind: 'arrived' | 'departed';
      readonly at: FeedMs;
      readonly vehicleId: string;
      readonly routeId: string;
      /** 0-based; null for leaving the depot and coming home. */
      readonly stop: number | null;
      readonly lat: number;
      readonly lon: number;
      /** Seconds against the plan, late positive; null at the depot. */
      readonly adherence: number | null;
      /** The greatest cause where the van is over two minutes late. */
      readonly why: Cause | null;
    }
  | {
      readonly kind: 'delivered' | 'failed' | 'breakdown' | 'recovered' | 'detour' | 'silent';
      readonly at: FeedMs;
      readonly vehicleId: string;
      readonly routeId: string;
      readonly stop: number | null;
      readonly why: string | null;
    };
