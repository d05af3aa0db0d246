import { describe, expect, it } from 'vitest';
import { feedMs } from '../../contract/time.ts';
import { metresAt, place, report, START, streetPlan } from './drive.fixture.ts';
import { createFleet } from './index.ts';

function drive(until: number, step: number, factor = 1, shape = true) {
  const fleet = createFleet({ interval: step });
  expect(fleet.plan(streetPlan({ shape }))).toBeNull();
  for (let s = 0; s <= until; s += step)
    expect(fleet.position(report(START + s * 1_000, place(metresAt(s, factor))))).toBeNull();
  return fleet;
}

describe('a driven day', () => {
  it.each([
    ['every 5 s with a shape', 5, true],
    ['every 5 s without a shape', 5, false],
    ['every 45 s with a shape', 45, true],
  ])('finds each arrival %s', (_, step, shape) => {
    const fleet = drive(600, step, 1, shape);
    const found = fleet.drain().happenings.flatMap((one) => (one.type === 'arrived' ? [one] : []));
    expect(found.map((arrived) => arrived.stop)).toEqual([0, 1, 2, 3, 4]);
    const plan = streetPlan();
    for (const arrived of found)
      expect(Math.abs(arrived.at - (plan.stops[arrived.stop]?.arrival ?? 0))).toBeLessThanOrEqual(
        step * 1_000,
      );
    expect(fleet.detail('r1')?.progress.every((stop) => stop.outcome === 'arrived')).toBe(true);
  });

  it('ends after the last stop', () => {
    const [state] = drive(800, 5).routes();
    expect(state).toMatchObject({ phase: 'completed', stopsDone: 5, nextStop: null, late: false });
  });

  it('grows late while it stands before its next stop', () => {
    const fleet = drive(20, 5);
    for (let s = 25; s < 600; s += 5) fleet.position(report(START + s * 1_000, place(160)));
    fleet.advance(feedMs(START + 600_000));
    const [state] = fleet.routes();
    expect(fleet.drain().routes[0]).toMatchObject({ late: true, phase: 'en-route', conditions: [] });
    expect(state?.nextStop).toBe(0);
  });

  it('is silent after three intervals of its own, at least 90 s, and not before it was heard', () => {
    const fleet = createFleet({ interval: 120 });
    fleet.plan(streetPlan());
    fleet.advance(feedMs(START + 3_600_000 / 2));
    expect([...fleet.routes()][0]?.conditions).toEqual([]);
    const other = drive(120, 5);
    other.advance(feedMs(START + 205_000));
    expect(other.drain().routes[0]?.conditions).toEqual([]);
    other.advance(feedMs(START + 215_000));
    expect(other.drain().routes[0]?.conditions).toEqual(['silent']);
  });

  it('keeps the last known adherence of a silent vehicle, instead of growing late on a guess', () => {
    const fleet = drive(120, 5);
    const seconds = (): number => [...fleet.routes()][0]?.adherence ?? Number.NaN;
    fleet.advance(feedMs(START + 205_000));
    const known = seconds();
    fleet.advance(feedMs(START + 1_800_000));
    expect([...fleet.routes()][0]).toMatchObject({ conditions: ['silent'], late: false });
    expect(seconds()).toBe(known);
    fleet.position(report(START + 1_805_000, place(metresAt(120))));
    expect(seconds()).toBeGreaterThan(1_000);
  });

  it('ends the route that its vehicle left for another', () => {
    const fleet = drive(100, 5);
    fleet.plan({ ...streetPlan(), id: 'r2' });
    fleet.position(report(START + 110_000, place(500), { routeId: 'r2' }));
    expect([...fleet.routes()].map((route) => route.phase)).toEqual(['completed', 'en-route']);
    expect(fleet.detail('r1')?.progress.map((stop) => stop.outcome)).toContain('skipped');
  });

  it("takes the drivers' scans: a failed delivery is an exception until the van leaves", () => {
    const fleet = drive(100, 5);
    const event = { routeId: 'r1', vehicleId: 'v1', at: feedMs(START + 105_000), reason: 'nobody there' };
    expect(fleet.event({ ...event, type: 'failed', stop: 0 })).toBeNull();
    const { routes, happenings } = fleet.drain();
    expect(routes[0]).toMatchObject({ stopsFailed: 1, stopsDone: 0, conditions: ['exception'] });
    expect(happenings.at(-1)).toMatchObject({ type: 'failed', stopName: 'Stop 0', reason: 'nobody there' });
    for (let s = 110; s < 150; s += 5) fleet.position(report(START + s * 1_000, place(metresAt(s))));
    expect(fleet.drain().routes[0]).toMatchObject({ stopsFailed: 1, conditions: [], phase: 'en-route' });
  });

  it('is broken down until it drives again', () => {
    const fleet = drive(20, 5);
    const event = { routeId: 'r1', vehicleId: 'v1', at: feedMs(START + 21_000), stop: null, reason: 'tyre' };
    fleet.event({ ...event, type: 'breakdown' });
    expect(fleet.drain().routes[0]?.conditions).toEqual(['exception']);
    for (let s = 25; s <= 60; s += 5) fleet.position(report(START + s * 1_000, place(metresAt(s))));
    const { routes, happenings } = fleet.drain();
    expect(routes[0]?.conditions).toEqual([]);
    expect(happenings.map((one) => one.type)).toContain('recovered');
  });

  it('is off-route away from its shape, and never where it has none', () => {
    for (const shape of [true, false]) {
      const fleet = drive(40, 5, 1, shape);
      for (let s = 45; s < 90; s += 5) fleet.position(report(START + s * 1_000, place(300, 10 * (s - 40))));
      expect(fleet.drain().routes[0]).toMatchObject({
        shapeKnown: shape,
        conditions: shape ? ['off-route'] : [],
      });
    }
  });

  it('refuses what it cannot use and says why', () => {
    const fleet = drive(20, 5);
    expect(fleet.position(report(START, place(0)))).toMatchObject({ field: 'at' });
    expect(fleet.position(report(START + 60_000, [0, 91]))).toMatchObject({ field: 'lat' });
    expect(fleet.plan({ ...streetPlan(), stops: [] })).toMatchObject({ field: 'stops' });
    const event = { vehicleId: null, at: feedMs(START), reason: null, type: 'delivered' } as const;
    expect(fleet.event({ ...event, routeId: 'r9', stop: 0 })).toMatchObject({ field: 'routeId' });
    expect(fleet.event({ ...event, routeId: 'r1', stop: 5 })).toEqual({
      field: 'stop',
      reason: 'must be 0 to 4, not 5',
    });
  });

  it('counts vans by phase', () => {
    const at = feedMs(START + 20_000);
    expect(drive(20, 5).capacity(at)).toEqual({
      at,
      planned: 0,
      enRoute: 1,
      atStop: 0,
      completed: 0,
      silent: 0,
      total: 1,
    });
  });
});
