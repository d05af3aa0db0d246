import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPath, distanceTo, feet, segmentAt } from './path.ts';

const coordinate = fc.integer({ min: -2_000, max: 2_000 });
const points = fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 60 });

describe('feet on a path', () => {
  it('the nearest foot is as near as the path is', () => {
    fc.assert(
      fc.property(points, coordinate, coordinate, (line, x, y) => {
        const path = createPath(line);
        const nearest = Math.min(...feet(path, x, y, 0, path.length).map((foot) => foot.distance));
        expect(nearest).toBeCloseTo(distanceTo(path, x, y), 6);
      }),
    );
  });

  it('near ones only are the near ones of all, however long the line', () => {
    const long = fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 120 });
    fc.assert(
      fc.property(long, coordinate, coordinate, fc.integer({ min: 0, max: 1_000 }), (line, x, y, within) => {
        const path = createPath(line);
        const near = feet(path, x, y, 0, path.length).filter((foot) => foot.distance <= within);
        expect(feet(path, x, y, 0, path.length, within)).toEqual(near);
      }),
    );
  });

  it('stay inside the stretch that was asked for', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(points, coordinate, coordinate, share, share, (line, x, y, a, b) => {
        const path = createPath(line);
        const [from, to] = [Math.min(a, b) * path.length, Math.max(a, b) * path.length];
        for (const foot of feet(path, x, y, from, to)) {
          expect(foot.along).toBeGreaterThanOrEqual(from - 1e-6);
          expect(foot.along).toBeLessThanOrEqual(to + 1e-6);
        }
      }),
    );
  });

  it('a street driven out and back has one for each way', () => {
    const path = createPath([
      [0, 0],
      [1_000, 0],
      [0, 0],
    ]);
    expect(feet(path, 300, 5, 0, path.length).map((foot) => foot.along)).toEqual([300, 1_700]);
  });

  it('finds the segment of a place', () => {
    const path = createPath([
      [0, 0],
      [10, 0],
      [30, 0],
    ]);
    expect([-5, 0, 10, 29, 99].map((along) => segmentAt(path, along))).toEqual([0, 0, 1, 1, 1]);
  });
});
