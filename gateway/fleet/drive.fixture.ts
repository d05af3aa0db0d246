import type { LonLat, RoutePlan } from '../../contract/fleet.ts';
import type { PositionReport } from '../../contract/ingest.ts';
import { feedMs } from '../../contract/time.ts';

/** A made-up day for specs: a straight street of stops each 400 m, driven at 8 m/s, 60 s of service at each. */
export const START = Date.UTC(2026, 2, 2, 8);
const PER_DEGREE = 111_320;
const ORIGIN: LonLat = [-97.7, 30.2];

/** The point that many metres east and north of the street's beginning. */
export const place = (east: number, north = 0): LonLat => [
  ORIGIN[0] + east / (PER_DEGREE * Math.cos((ORIGIN[1] * Math.PI) / 180)),
  ORIGIN[1] + north / PER_DEGREE,
];

export interface DrivePlan {
  readonly stops?: number;
  readonly shape?: boolean;
  readonly service?: number;
}

export function streetPlan({ stops = 5, shape = true, service = 60 }: DrivePlan = {}): RoutePlan {
  const leg = 400 / 8 + service;
  return {
    id: 'r1',
    vehicleId: 'v1',
    driver: null,
    depot: 'depot',
    start: feedMs(START),
    stops: Array.from({ length: stops }, (_, i) => {
      const [lon, lat] = place(400 * (i + 1));
      const arrival = feedMs(START + (50 + leg * i) * 1_000);
      return {
        stopId: `s${i}`,
        name: `Stop ${i}`,
        lat,
        lon,
        arrival,
        windowStart: null,
        windowEnd: null,
        service,
      };
    }),
    shape: shape ? [place(0), place(400 * (stops + 1))] : null,
  };
}

export const report = (
  at: number,
  [lon, lat]: LonLat,
  more: Partial<PositionReport> = {},
): PositionReport => ({
  vehicleId: 'v1',
  routeId: 'r1',
  at: feedMs(at),
  lat,
  lon,
  speed: null,
  heading: null,
  accuracy: null,
  ...more,
});

/** Where the van of the plan is `seconds` after the start, metres east, when each leg takes `factor` times as long. */
export function metresAt(seconds: number, factor = 1, service = 60): number {
  const drive = (400 / 8) * factor;
  const leg = Math.floor(Math.max(0, seconds) / (drive + service));
  const into = Math.max(0, seconds) - leg * (drive + service);
  return 400 * leg + Math.min(400, (into / drive) * 400);
}
