import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPlane, flatMetres, haversineMetres } from './geo.ts';

const lat = fc.double({ min: -65, max: 65, noNaN: true });
const lon = fc.double({ min: -170, max: 170, noNaN: true });
const shift = fc.double({ min: -0.1, max: 0.1, noNaN: true });

describe('distances', () => {
  it('agrees with the great circle within 1 % in a city', () => {
    fc.assert(
      fc.property(lat, lon, shift, shift, (a, o, dLat, dLon) => {
        const great = haversineMetres(a, o, a + dLat, o + dLon);
        expect(Math.abs(flatMetres(a, o, a + dLat, o + dLon) - great)).toBeLessThanOrEqual(
          0.01 * great + 0.01,
        );
      }),
    );
  });

  it('knows the length of a degree', () => {
    expect(flatMetres(0, 0, 1, 0)).toBe(111_320);
    expect(haversineMetres(0, 0, 1, 0)).toBeCloseTo(111_195, -1);
  });

  it('lays a plane with the same distances', () => {
    const plane = createPlane(30, -97);
    expect(Math.hypot(plane.x(-97.01), plane.y(30.01))).toBeCloseTo(flatMetres(30, -97, 30.01, -97.01), 6);
  });
});
