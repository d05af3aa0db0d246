import { describe, expect, it } from 'vitest';
import type { LonLat } from '../../../../contract/fleet.ts';
import { splitAlong } from './split.ts';

/** At the equator a degree is 111,320 m both ways: 0.01 degrees are 1,113.2 m. */
const SHAPE: LonLat[] = [
  [0, 0],
  [0.01, 0],
  [0.01, 0.01],
];

describe('splitAlong', () => {
  it('cuts inside a segment and repeats the cut on both sides', () => {
    const { done, remaining } = splitAlong(SHAPE, 1113.2 * 1.5);
    expect(done).toHaveLength(3);
    expect(done[2]?.[0]).toBeCloseTo(0.01, 9);
    expect(done[2]?.[1]).toBeCloseTo(0.005, 9);
    expect(remaining[0]).toEqual(done[2]);
    expect(remaining.at(-1)).toEqual([0.01, 0.01]);
  });

  it('counts longitude by the cosine of the latitude', () => {
    const north: LonLat[] = [
      [0, 60],
      [0.02, 60],
    ];
    const { done } = splitAlong(north, 1113.2 / 2);
    expect(done[1]?.[0]).toBeCloseTo(0.01, 6);
  });

  it('leaves everything to be done without a position or before the start', () => {
    for (const along of [null, 0, -5])
      expect(splitAlong(SHAPE, along)).toEqual({ done: [], remaining: SHAPE });
  });

  it('holds a figure past the end at the end', () => {
    expect(splitAlong(SHAPE, 1e6)).toEqual({ done: SHAPE, remaining: [] });
  });

  it('survives repeated points', () => {
    const { done, remaining } = splitAlong([SHAPE[0], SHAPE[0], SHAPE[1]] as LonLat[], 500);
    for (const point of [...done, ...remaining]) for (const part of point) expect(part).not.toBeNaN();
  });

  it('draws no line from a single point', () => {
    expect(splitAlong([[1, 1]], 3)).toEqual({ done: [], remaining: [] });
  });
});
