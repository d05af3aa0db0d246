import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wallMs, feedMs } from '../../../contract/time.ts';
import type { Stamped } from '../../../contract/bridge.ts';
import type { Capacity } from '../../../contract/fleet.ts';
import { createStrings } from '../../../contract/strings/index.ts';
import { ValueStore } from '../../stores/value.ts';
import { distribution } from './histogram.ts';
import { PhaseHistory } from './phases.ts';
import { plannedDots, plannedRate } from './plan.ts';
import { choicesOf, joinable } from './plots.ts';

const route = (adherence: number | null, late = false, phase: 'en-route' | 'planned' = 'en-route') => ({
  adherence,
  late,
  phase,
});

describe('distribution', () => {
  it('counts each route under way once, wherever it is', () => {
    const adherence = fc.option(fc.integer({ min: -9_000, max: 9_000 }), { nil: null });
    fc.assert(
      fc.property(fc.array(fc.tuple(adherence, fc.boolean())), (given) => {
        const routes = given.map(([seconds, late]) => route(seconds, late));
        const bins = distribution([...routes, route(0, false, 'planned')], null);
        const known = routes.filter((each) => each.adherence !== null);
        expect(bins.reduce((sum, bin) => sum + bin.late, 0)).toBe(known.filter((r) => r.late).length);
        expect(bins.reduce((sum, bin) => sum + bin.onTime, 0)).toBe(known.filter((r) => !r.late).length);
        for (const bin of bins.slice(1, -1)) {
          const inside = known.filter((r) => Number(r.adherence) >= bin.from && Number(r.adherence) < bin.to);
          expect(bin.onTime + bin.late).toBe(inside.length);
        }
      }),
    );
  });

  it('reaches beyond the limit that the gateway says', () => {
    expect(distribution([], 300).at(-1)?.to).toBe(1_200);
    expect(distribution([], 3_600).at(-1)?.to).toBe(4_200);
  });
});

describe('plannedRate', () => {
  const HOUR = 3_600_000;
  const plan = [{ plannedStart: feedMs(0), plannedEnd: feedMs(4 * HOUR), stopsTotal: 40 }];

  it('is the stops of the trailing hour, spread evenly over the route', () => {
    expect(plannedRate(plan, [0, HOUR / 2, HOUR, 4 * HOUR, 4.5 * HOUR, 6 * HOUR])).toEqual([
      0, 5, 10, 10, 5, 0,
    ]);
  });

  it('loses no stop: an hour apart the rates add up to the plan', () => {
    const hours = [1, 2, 3, 4, 5].map((hour) => hour * HOUR);
    expect(plannedRate(plan, hours).reduce((sum, rate) => sum + rate)).toBe(40);
  });

  it('is drawn with few dots that reach both edges', () => {
    const dots = plannedDots(plan, 0, 48 * HOUR);
    expect([dots[0]?.x, dots.at(-1)?.x, dots.length <= 122]).toEqual([0, 48 * HOUR, true]);
  });
});

describe('PhaseHistory', () => {
  const counts = (at: number, enRoute: number): Stamped<Capacity> => ({
    received: wallMs(0),
    value: { at: feedMs(at), planned: 1, enRoute, atStop: 2, completed: 3, silent: 0, total: enRoute + 6 },
  });

  it('gathers what is heard, begins anew with a new day and ends when let go', () => {
    const store = new ValueStore<Stamped<Capacity> | null>(counts(10, 4));
    const phases = new PhaseHistory(store);
    store.set(counts(20, 5));
    store.set(null);
    const held = () => phases.rings.enRoute.points(0, 100).map(({ at, value }) => [at, value]);
    expect(held()).toEqual([
      [10, 4],
      [20, 5],
    ]);
    store.set(counts(5, 9));
    expect(held()).toEqual([[5, 9]]);
    expect(phases.rings.completed.length).toBe(1);
    phases.dispose();
    store.set(counts(30, 1));
    expect(held()).toEqual([[5, 9]]);
  });
});

describe('what may be compared', () => {
  const choices = choicesOf(['x/box'], createStrings());
  const units: Readonly<Record<string, string>> = { 'on-time-share': '%', 'median-adherence': 's' };
  const joining = (...shown: string[]) =>
    joinable(choices, shown, (series) => units[series] ?? '').map(({ name }) => name);

  it('is a series that is not shown yet, of two units at most', () => {
    expect(choices.map(({ name }) => name)).toContain('distribution');
    expect(joining('on-time-share')).toEqual([
      'late-routes',
      'stops-per-hour',
      'median-adherence',
      'active-vans',
      'x/box',
    ]);
    expect(joining('on-time-share', 'median-adherence')).toEqual([]);
    expect(joining('on-time-share', 'late-routes')).toEqual(['stops-per-hour', 'active-vans', 'x/box']);
    expect(joining('distribution')).toEqual([]);
    expect(joining('late-routes', 'stops-per-hour', 'active-vans', 'x/box')).toEqual([]);
  });
});
