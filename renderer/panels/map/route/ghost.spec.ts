import { describe, expect, it } from 'vitest';
import type { LonLat, RouteDetail, StopProgress } from '../../../../contract/fleet.ts';
import { feedMs } from '../../../../contract/time.ts';
import { placeAt } from './ghost.ts';

const MINUTE = 60_000;
const T = Date.UTC(2026, 9, 16, 8);
/** There and back along one street on the equator: each thousandth of a degree is 111 m. */
const SHAPE: LonLat[] = [
  [0, 0],
  [0.02, 0],
  [0, 0],
];
const done = (arrived: number, departed: number | null): StopProgress => ({
  outcome: 'delivered',
  arrived: feedMs(T + arrived * MINUTE),
  departed: departed === null ? null : feedMs(T + departed * MINUTE),
  eta: null,
  etaError: null,
});
const PENDING: StopProgress = {
  outcome: 'pending',
  arrived: null,
  departed: null,
  eta: null,
  etaError: null,
};

function detail(progress: readonly StopProgress[], shape: LonLat[] | null = SHAPE): RouteDetail {
  const lons = [0.005, 0.015, 0.005];
  const stop = (lon: number, i: number) => ({
    stopId: `s${String(i)}`,
    name: '',
    lat: 0.0001,
    lon,
    arrival: feedMs(T),
    windowStart: null,
    windowEnd: null,
    service: 60,
  });
  return {
    plan: {
      id: 'r1',
      vehicleId: 'v1',
      driver: null,
      depot: null,
      start: feedMs(T),
      stops: lons.map(stop),
      shape,
    },
    progress,
    along: null,
    at: feedMs(T + 60 * MINUTE),
  };
}

describe('where the vehicle was', () => {
  const day = detail([done(10, 14), done(24, 26), done(46, 50)]);

  it('is the stop while it stood there', () => {
    expect(placeAt(day, T + 12 * MINUTE)?.[0]).toBeCloseTo(0.005, 6);
  });

  it('is on the way in between, by the time that has passed', () => {
    expect(placeAt(day, T + 5 * MINUTE)?.[0]).toBeCloseTo(0.0025, 4);
    expect(placeAt(day, T + 19 * MINUTE)?.[0]).toBeCloseTo(0.01, 4);
  });

  it('knows the way back from the way there', () => {
    // Past the second stop to the street's end and back: halfway in time is the turning point.
    const [lon] = placeAt(day, T + 36 * MINUTE) ?? [0];
    expect(lon).toBeGreaterThan(0.012);
    expect(placeAt(day, T + 46 * MINUTE)?.[0]).toBeCloseTo(0.005, 4);
  });

  it('is unknown before the day and after the last that was heard', () => {
    expect(placeAt(day, T - MINUTE)).toBeNull();
    expect(placeAt(day, T + 51 * MINUTE)).toBeNull();
    expect(placeAt(detail([PENDING, PENDING, PENDING]), T + MINUTE)).toBeNull();
  });

  it('reaches to now where a position says how far it has come', () => {
    const now = { ...detail([done(10, 14), PENDING, PENDING]), along: 1_669.8 };
    expect(placeAt(now, T + 60 * MINUTE)?.[0]).toBeCloseTo(0.015, 4);
    expect(placeAt(now, T + 37 * MINUTE)?.[0]).toBeCloseTo(0.01, 4);
  });

  it('goes straight from stop to stop where no way was planned', () => {
    const bare = detail([done(10, 14), done(24, 26), PENDING], null);
    expect(placeAt(bare, T + 19 * MINUTE)?.[0]).toBeCloseTo(0.01, 6);
  });
});
