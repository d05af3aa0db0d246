import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCourse } from './course.ts';
import { metresAt, START, streetPlan } from './drive.fixture.ts';
import { createMatcher } from './matching.ts';
import type { Visit } from './ordered-matcher.ts';

describe('in planned order', () => {
  const noise = fc.array(fc.tuple(fc.integer({ min: -15, max: 15 }), fc.integer({ min: -15, max: 15 })), {
    minLength: 20,
    maxLength: 60,
  });

  it.each([true, false])('never goes back, and times ascend, whatever the noise (shape: %s)', (shape) => {
    fc.assert(
      fc.property(noise, fc.constantFrom(5, 17, 60), (errors, step) => {
        const course = createCourse(streetPlan({ shape }));
        const matcher = createMatcher(course, { ordered: true });
        // The plane's origin is the first stop, 400 m into the street.
        const visits = errors.flatMap(([east, north], i) =>
          matcher.step({
            x: metresAt(i * step) - 400 + east,
            y: north,
            at: START + i * step * 1_000,
            accuracy: 10,
            speed: null,
          }),
        );
        expectInOrder(visits);
      }),
    );
  });

  it('skips a stop that was driven around and finds the next', () => {
    const matcher = createMatcher(createCourse(streetPlan({ service: 0 })), { ordered: true });
    const visits: Visit[] = [];
    for (let s = 0; s < 250; s += 5) {
      const metres = 8 * s;
      // 300 m aside between the first stop and the third.
      const aside = metres > 500 && metres < 1_100 ? 300 : 0;
      visits.push(
        ...matcher.step({ x: metres - 400, y: aside, at: START + s * 1_000, accuracy: 5, speed: 8 }),
      );
    }
    expect(visits.filter((visit) => visit.type === 'skipped').map((visit) => visit.stop)).toEqual([1]);
    expect(visits.filter((visit) => visit.type === 'arrived').map((visit) => visit.stop)).toEqual([0, 2, 3]);
  });

  it('finds both of two stops at one door', () => {
    const plan = streetPlan({ stops: 3 });
    const [a, b, c] = plan.stops;
    if (a === undefined || b === undefined || c === undefined) throw new Error('three stops');
    const stops = [a, { ...a, stopId: 'same', arrival: b.arrival }, c];
    const matcher = createMatcher(createCourse({ ...plan, stops }), { ordered: true });
    const visits: Visit[] = [];
    for (let s = 0; s <= 300; s += 5) {
      const metres = s < 50 ? 8 * s : s < 170 ? 400 : 400 + 8 * (s - 170);
      visits.push(
        ...matcher.step({ x: metres - 400, y: 0, at: START + s * 1_000, accuracy: 5, speed: null }),
      );
    }
    const seconds = visits
      .filter((visit) => visit.type === 'arrived' && visit.stop < 2)
      .map((visit) => Math.round((visit.at - START) / 1_000));
    expect(seconds[0]).toBeCloseTo(50, -1);
    expect(seconds[1]).toBeCloseTo(110, -1);
  });
});

function expectInOrder(visits: readonly Visit[]): void {
  let stop = -1;
  let at = 0;
  for (const visit of visits) {
    if (visit.type === 'departed') expect(visit.stop).toBe(stop);
    else {
      expect(visit.stop).toBe(stop + 1);
      stop = visit.stop;
    }
    if (visit.type === 'arrived') {
      expect(visit.at).toBeGreaterThanOrEqual(at);
      at = visit.at;
    }
  }
}

describe('in any order', () => {
  const stops = [
    { lat: 30, lon: -97 },
    { lat: 30.001, lon: -97 },
    { lat: 30, lon: -97 },
  ];
  const matcher = createMatcher(stops, { ordered: false, radius: 60 });

  it('takes the nearest within the radius, the first of equals', () => {
    expect(matcher.match(30.0001, -97)).toBe(0);
    expect(matcher.match(30.0009, -97)).toBe(1);
    expect(matcher.match(30.01, -97)).toBeNull();
  });

  it('never matches beyond the radius', () => {
    const metres = fc.double({ min: 60.01, max: 20_000, noNaN: true });
    fc.assert(
      fc.property(metres, (south) => {
        expect(matcher.match(30 - south / 111_320, -97)).toBeNull();
      }),
    );
  });
});
