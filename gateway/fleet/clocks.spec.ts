import { describe, expect, it } from 'vitest';
import { feedMs } from '../../contract/time.ts';
import { metresAt, place, report, START, streetPlan } from './drive.fixture.ts';
import { createFleet } from './index.ts';

const HOUR = 3_600_000;

function fleetAt(seconds: number) {
  const fleet = createFleet({ interval: 5 });
  fleet.plan(streetPlan());
  for (let s = 0; s <= seconds; s += 5) {
    fleet.position(report(START + s * 1_000, place(metresAt(s))));
    fleet.advance(feedMs(START + s * 1_000));
  }
  fleet.drain();
  return fleet;
}

describe('a wrong clock', () => {
  it('ahead of feed time by more than a minute is refused and changes nothing', () => {
    const fleet = fleetAt(20);
    expect(fleet.position(report(START + 20_000 + 60_001, place(metresAt(20))))).toEqual({
      field: 'at',
      reason: '60 s ahead of feed time, at most 60 s are allowed',
    });
    expect(fleet.position(report(START + HOUR, place(metresAt(20))))).toMatchObject({ field: 'at' });
    const event = { routeId: 'r1', vehicleId: 'v1', reason: null, type: 'delivered', stop: 0 } as const;
    expect(fleet.event({ ...event, at: feedMs(START + HOUR) })).toMatchObject({ field: 'at' });
    expect(fleet.position(report(START + 25_000, place(metresAt(25))))).toBeNull();
    fleet.advance(feedMs(START + 30_000));
    expect(fleet.drain().routes[0]?.conditions ?? []).toEqual([]);
    expect([...fleet.positions()][0]?.observed).toBe(START + 25_000);
  });

  it('a minute ahead is a slice of a source and taken', () => {
    expect(fleetAt(20).position(report(START + 80_000, place(metresAt(80))))).toBeNull();
  });

  it('that was believed before feed time was known does not shut the vehicle out', () => {
    const fleet = createFleet({ interval: 5 });
    fleet.plan(streetPlan());
    expect(fleet.position(report(START + 24 * HOUR, place(0)))).toBeNull();
    fleet.advance(feedMs(START));
    for (let s = 5; s <= 100; s += 5) {
      expect(fleet.position(report(START + s * 1_000, place(metresAt(s))))).toBeNull();
      fleet.advance(feedMs(START + s * 1_000));
    }
    expect([...fleet.positions()][0]?.observed).toBe(START + 100_000);
    expect([...fleet.routes()][0]).toMatchObject({ stopsDone: 1 });
  });
});

describe("the gateway's own clock, ahead by 5 minutes and put right", () => {
  const WRONG = 300_000;

  it('makes nobody silent for longer than it was wrong, and takes the reports of now', () => {
    const fleet = fleetAt(20);
    fleet.advance(feedMs(START + 25_000 + WRONG));
    expect(fleet.drain().routes[0]).toMatchObject({ conditions: ['silent'] });
    fleet.advance(feedMs(START + 30_000));
    expect(fleet.drain().routes[0]).toMatchObject({ conditions: [] });
    expect(fleet.position(report(START + 35_000, place(metresAt(35))))).toBeNull();
    expect(fleet.position(report(START + 35_000 + WRONG, place(0)))).toMatchObject({ field: 'at' });
    fleet.advance(feedMs(START + 36_000));
    expect([...fleet.positions()][0]?.observed).toBe(START + 35_000);
    expect([...fleet.routes()][0]?.conditions).toEqual([]);
  });

  it('and a vehicle that went along with it is taken again at once', () => {
    const fleet = fleetAt(20);
    fleet.advance(feedMs(START + 25_000 + WRONG));
    expect(fleet.position(report(START + 25_000 + WRONG, place(metresAt(25))))).toBeNull();
    fleet.advance(feedMs(START + 30_000));
    expect(fleet.position(report(START + 30_000, place(metresAt(30))))).toBeNull();
    fleet.advance(feedMs(START + 31_000));
    expect([...fleet.positions()][0]?.observed).toBe(START + 30_000);
  });
});

describe('a vehicle that never speaks again', () => {
  const end = streetPlan().stops.at(-1)?.arrival ?? 0;

  it('ends its route four hours after the planned end, and is counted', () => {
    const fleet = fleetAt(100);
    fleet.advance(feedMs(end + 4 * HOUR));
    expect(fleet.drain().routes[0]).toMatchObject({ conditions: ['silent'], nextStop: 0 });
    expect(fleet.lost).toBe(0);
    fleet.advance(feedMs(end + 4 * HOUR + 1_000));
    expect(fleet.drain().routes[0]).toMatchObject({ phase: 'completed', conditions: [] });
    expect(fleet.lost).toBe(1);
  });

  it('is waited for while it was heard within the hour', () => {
    const fleet = fleetAt(100);
    fleet.advance(feedMs(end + 4 * HOUR));
    fleet.position(report(end + 4 * HOUR, place(metresAt(100))));
    fleet.advance(feedMs(end + 5 * HOUR));
    expect(fleet.lost).toBe(0);
    fleet.advance(feedMs(end + 5 * HOUR + 1_000));
    expect(fleet.lost).toBe(1);
  });
});
