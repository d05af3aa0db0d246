import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { routePlan } from '../../../contract/schema/domain.ts';
import { feedMs } from '../../../contract/time.ts';
import { buildCity } from '../city/city.ts';
import { PARK, RIVER, SEA } from '../city/raster.ts';
import { hourAt } from '../day/hours.ts';
import { settle } from '../options.ts';
import { nth } from '../plane.ts';
import { createRandom } from '../random.ts';
import { pointOf } from '../roads/leg.ts';
import { createRouter } from '../roads/router.ts';
import { createTraffic } from '../roads/traffic.ts';
import { createPlanner } from './planner.ts';

const dayStart = feedMs(Date.UTC(2026, 2, 10, 6));

function planned(seed: number, count: number) {
  const random = createRandom(seed);
  const city = buildCity(random.fork('city'));
  const planner = createPlanner(
    city,
    createTraffic(random.fork('traffic')),
    createRouter(city.network),
    settle({ dayStart, vans: count }),
    random.fork('plan'),
  );
  return { city, vans: Array.from({ length: count }, (_, index) => planner.plan(index)) };
}

const { city, vans } = planned(1, 40);
const stops = vans.flatMap(({ plan }) => plan.stops);

describe('plans', () => {
  it('are plans that the contract knows', () => {
    for (const { plan } of vans) expect(v.safeParse(routePlan, plan).issues).toBeUndefined();
  });

  it('keep the hours, the number of stops and the service times that were asked for', () => {
    for (const { plan } of vans) {
      expect(plan.stops.length).toBeGreaterThanOrEqual(60);
      expect(plan.stops.length).toBeLessThanOrEqual(120);
      expect(hourAt(dayStart, plan.start)).toBeGreaterThanOrEqual(6.5);
      expect(hourAt(dayStart, plan.start)).toBeLessThanOrEqual(9.02);
      expect(hourAt(dayStart, nth(plan.stops, plan.stops.length - 1).arrival)).toBeLessThan(19.5);
    }
    expect(stops.filter(({ service }) => service < 60 || service > 240)).toEqual([]);
  });

  it('never arrive before the stop before is served', () => {
    for (const { plan } of vans)
      plan.stops.forEach((stop, i) => {
        const before = plan.stops[i - 1];
        const free = before === undefined ? plan.start : before.arrival + before.service * 1_000;
        expect(stop.arrival).toBeGreaterThan(free);
      });
  });

  it('promise a third of the customers a window, with the planned arrival in it', () => {
    const promised = stops.filter((stop) => stop.windowStart !== null);
    expect(promised.length / stops.length).toBeGreaterThan(0.3);
    expect(promised.length / stops.length).toBeLessThan(0.37);
    for (const { arrival, windowStart, windowEnd } of promised) {
      expect(windowStart).toBeLessThan(arrival);
      expect(windowEnd).toBeGreaterThan(arrival);
      expect((windowStart ?? 0) % 900_000).toBe(0);
    }
  });

  it('drive from the depot through each stop and home, in one piece', () => {
    for (const { plan, legs } of vans) {
      expect(legs).toHaveLength(plan.stops.length + 1);
      legs.forEach((leg, i) => {
        const before = legs[i - 1];
        if (before !== undefined) expect(leg.start).toEqual(before.end);
      });
      expect(nth(legs, legs.length - 1).end).toEqual(nth(legs, 0).start);
    }
  });

  it.each([1, 2, 3])('draw a shape that passes every door (seed %i)', (seed) => {
    for (const { plan } of (seed === 1 ? vans : planned(seed, 10).vans).slice(0, 20)) {
      const shape = (plan.shape ?? []).map(([lon, lat]) => ({ x: planeX(lon), y: planeY(lat) }));
      for (const { lon, lat } of plan.stops)
        expect(metresTo({ x: planeX(lon), y: planeY(lat) }, shape)).toBeLessThan(10);
    }
  });

  it('visit neighbours one after another', () => {
    for (const { legs } of vans.slice(0, 10)) {
      const points = legs.slice(1).map((leg) => pointOf(city.network, leg.start));
      const lengthOf = (order: readonly { x: number; y: number }[]): number =>
        order.reduce(
          (sum, p, i) =>
            i === 0 ? 0 : sum + Math.hypot(p.x - nth(order, i - 1).x, p.y - nth(order, i - 1).y),
          0,
        );
      const byEast = [...points].sort((a, b) => a.x - b.x);
      expect(lengthOf(points)).toBeLessThan(lengthOf(byEast) / 2);
    }
  });

  it('deliver to houses, not to bridges and lawns', () => {
    const bits = [SEA, RIVER, PARK];
    const wet: { x: number; y: number }[] = [];
    for (const { legs } of vans)
      for (const leg of legs.slice(1)) {
        const { x, y } = pointOf(city.network, leg.start);
        for (const bit of bits) {
          const deep = [-110, 110].every((i) =>
            [-110, 110].every((j) => (city.terrain.blocked.at(x + i, y + j) & bit) !== 0),
          );
          if (deep) wet.push({ x, y });
        }
      }
    expect(wet).toEqual([]);
  });

  it('name doors by house number and street', () => {
    for (const stop of stops) expect(stop.name).toMatch(/^\d+ \S/);
  });
});

const planeX = (lon: number): number => lon * 111_320 * Math.cos((38.02 * Math.PI) / 180);
const planeY = (lat: number): number => lat * 111_320;

/** Metres from a place to the nearest part of a line. */
function metresTo(place: { x: number; y: number }, line: readonly { x: number; y: number }[]): number {
  let best = Infinity;
  for (let i = 1; i < line.length; i++) {
    const a = nth(line, i - 1);
    const dx = nth(line, i).x - a.x;
    const dy = nth(line, i).y - a.y;
    const along = ((place.x - a.x) * dx + (place.y - a.y) * dy) / (dx * dx + dy * dy || 1);
    const part = Math.max(0, Math.min(1, along));
    best = Math.min(best, Math.hypot(place.x - a.x - part * dx, place.y - a.y - part * dy));
  }
  return best;
}
