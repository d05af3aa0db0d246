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
});
