import { describe, expect, it } from 'vitest';
import type { StopProgress } from '../../contract/fleet.ts';
import type { StopEvent } from '../../contract/ingest.ts';
import { feedMs } from '../../contract/time.ts';
import { metresAt, place, report, START, streetPlan } from './drive.fixture.ts';
import { createFleet } from './index.ts';

const SERVICE = 60;

/** The street driven with a fix each 5 s; fixes in [silentFrom, silentTo) seconds are lost, scans are not. */
function driven(until: number, [silentFrom, silentTo]: readonly [number, number], scans: readonly number[]) {
  const fleet = createFleet({ interval: 5 });
  expect(fleet.plan(streetPlan({ stops: 6, service: SERVICE }))).toBeNull();
  const scan = (stop: number, seconds: number): StopEvent => ({
    type: 'delivered',
    routeId: 'r1',
    vehicleId: 'v1',
    stop,
    at: feedMs(START + seconds * 1_000),
    reason: null,
  });
  for (let s = 0; s <= until; s += 5) {
    const at = START + s * 1_000;
    if (s < silentFrom || s >= silentTo) fleet.position(report(at, place(metresAt(s))));
    const stop = scans.findIndex((second) => second > s - 5 && second <= s);
    if (stop >= 0) fleet.event(scan(stop, scans[stop] as number));
    fleet.advance(feedMs(at));
  }
  return fleet.detail('r1')?.progress ?? [];
}
const seconds = ({ arrived, departed }: StopProgress): number | null =>
  arrived === null || departed === null ? null : (departed - arrived) / 1_000;
/** Each leg takes 50 s, each service 60 s: it is scanned at its end. */
const SCANS = [110, 220, 330, 440];

describe('service of scanned stops', () => {
  it('is what it was where nothing but the scans came through', () => {
    const progress = driven(560, [120, 460], SCANS);
    for (const stop of [1, 2]) {
      const service = seconds(progress[stop] as StopProgress);
      expect(service).toBeGreaterThanOrEqual(SERVICE - 15);
      expect(service).toBeLessThanOrEqual(SERVICE + 15);
    }
  });

  it('never begins before the stop before it was over', () => {
    // Scanned 20 s apart: there was no time for a whole planned service in between.
    const progress = driven(560, [120, 460], [110, 220, 240, 440]);
    const [, one, two] = progress;
    expect(two?.arrived).toBeGreaterThanOrEqual(one?.departed ?? Infinity);
    expect(two?.arrived).toBeLessThanOrEqual(START + 240_000);
  });

  it('lasts until the scan where the van had only been moved a little', () => {
    const fleet = createFleet({ interval: 5 });
    fleet.plan(streetPlan({ stops: 3, service: SERVICE }));
    for (let s = 0; s <= 110; s += 5) {
      const metres = s <= 50 ? 8 * s : s < 70 ? 400 : 450;
      fleet.position(report(START + s * 1_000, place(metres)));
    }
    const at = feedMs(START + 110_000);
    fleet.event({ type: 'delivered', routeId: 'r1', vehicleId: 'v1', stop: 0, at, reason: null });
    const [first] = fleet.detail('r1')?.progress ?? [];
    expect(first?.departed).toBe(at);
    expect(seconds(first as StopProgress)).toBeGreaterThan(45);
  });
});
