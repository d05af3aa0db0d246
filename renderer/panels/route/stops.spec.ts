import { describe, expect, it, test } from 'vitest';
import type { RouteDetail, StopOutcome, StopProgress } from '../../../contract/fleet.ts';
import { feedMs } from '../../../contract/time.ts';
import { deviation, serviceTaken, stopLines } from './stops.ts';
import { aStop, MINUTE, SIX } from './testing.ts';

const progress = (outcome: StopOutcome, departed: number | null = null): StopProgress => ({
  outcome,
  arrived: outcome === 'pending' ? null : feedMs(SIX),
  departed: departed === null ? null : feedMs(departed),
  eta: null,
  etaError: null,
});

const detail = (...given: StopProgress[]): RouteDetail => ({
  plan: {
    id: '1',
    vehicleId: null,
    driver: null,
    depot: null,
    start: feedMs(SIX),
    stops: Array.from({ length: 5 }, (_, i) => ({
      stopId: String(i),
      name: `Stop ${i}`,
      lat: 0,
      lon: 0,
      arrival: feedMs(SIX + i * MINUTE),
      windowStart: null,
      windowEnd: null,
      service: 60,
    })),
    shape: null,
  },
  progress: given,
  along: null,
  at: feedMs(SIX),
});

describe('stopLines', () => {
  const given = [progress('delivered', SIX), progress('failed'), progress('pending'), progress('pending')];
  const states = (phase: 'en-route' | 'at-stop', nextStop: number | null): string[] =>
    stopLines(detail(...given), { phase, nextStop }).map((line) => line.state);

  it('says what is behind, at hand and to come; progress that is missing is to come', () => {
    expect(states('en-route', 2)).toEqual(['done', 'failed', 'next', 'remaining', 'remaining']);
    expect(states('at-stop', 2)).toEqual(['done', 'failed', 'now', 'remaining', 'remaining']);
  });

  it('takes a stop that was left for done, even while the route still names it', () => {
    expect(states('at-stop', 0)[0]).toBe('done');
    expect(states('en-route', null)).toEqual(['done', 'failed', 'remaining', 'remaining', 'remaining']);
  });
});

test('deviation is of the arrival, before it of the forecast', () => {
  expect(deviation(aStop())).toBeNull();
  expect(deviation(aStop({ eta: SIX + 3 * MINUTE }))).toBe(180);
  expect(deviation(aStop({ arrived: SIX - MINUTE, eta: SIX + 3 * MINUTE }))).toBe(-60);
});

test('service runs while the van is there and stands still afterwards', () => {
  const arrived = SIX;
  expect(serviceTaken(aStop(), SIX)).toBeNull();
  expect(serviceTaken(aStop({ arrived, state: 'now' }), SIX + 90_000)).toBe(90);
  expect(serviceTaken(aStop({ arrived, departed: SIX + MINUTE, state: 'done' }), SIX + 90_000)).toBe(60);
  expect(serviceTaken(aStop({ arrived, state: 'done' }), SIX + 90_000)).toBeNull();
});
