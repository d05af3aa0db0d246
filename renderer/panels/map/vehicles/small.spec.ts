import { describe, expect, it } from 'vitest';
import { parseColor } from './colors.ts';
import { glideLength, progress, shorterTurn } from './glide.ts';
import { LOOK } from './marks.ts';
import { anchored } from './matrix.ts';
import { latOf, lonOf, mercatorX, mercatorY } from './mercator.ts';
import { calmScale, frameInterval } from './pace.ts';

describe('parseColor', () => {
  it('reads the forms that tokens are written in', () => {
    expect(parseColor(' #ff5252 ')).toEqual([1, 82 / 255, 82 / 255, 1]);
    expect(parseColor('#fff8')).toEqual([1, 1, 1, 136 / 255]);
    expect(parseColor('rgb(0 128 255 / 50%)')).toEqual([0, 128 / 255, 1, 0.5]);
    expect(parseColor('rgba(0, 0, 0, 0.25)')).toEqual([0, 0, 0, 0.25]);
  });
  it('names what it cannot read', () => {
    expect(() => parseColor('orange')).toThrow(/"orange"/);
    expect(() => parseColor('#12345')).toThrow(RangeError);
  });
});

describe('glide', () => {
  it('arrives and never goes beyond', () => {
    expect(progress(100, 200, 150)).toBe(0.5);
    expect(progress(100, 200, 1e9)).toBe(1);
    expect(progress(100, 200, 0)).toBe(0);
    expect(progress(100, 100, 0)).toBe(1);
    expect(progress(0, 100, Infinity)).toBe(1);
  });
  it('turns the shorter way', () => {
    const degrees = (from: number, to: number): number =>
      (shorterTurn((from * Math.PI) / 180, (to * Math.PI) / 180) * 180) / Math.PI;
    expect(degrees(350, 10)).toBeCloseTo(370, 6);
    expect(degrees(10, 350)).toBeCloseTo(-10, 6);
    expect(degrees(90, 180)).toBeCloseTo(180, 6);
  });
  it('never lasts so long that an old place is shown', () => {
    expect([50, 1000, 60_000].map(glideLength)).toEqual([250, 1000, 1500]);
  });
});

describe('pace', () => {
  it('asks for frames as often as a step can be seen', () => {
    expect(frameInterval(0)).toBe(250);
    expect(frameInterval(0.0001)).toBe(250);
    expect(frameInterval(0.01)).toBeCloseTo(40, 9);
    expect(frameInterval(1)).toBeLessThan(16);
  });
  it('shrinks calm marks far out and in large fleets only', () => {
    expect(calmScale(14, 120)).toBe(1);
    expect(calmScale(6, 120)).toBe(0.55);
    expect(calmScale(14, 20_000)).toBeCloseTo(0.74, 2);
  });
});

describe('mercator', () => {
  it('goes there and back', () => {
    for (const [lon, lat] of [
      [-122.41, 37.77],
      [13.4, -52.5],
      [0, 0],
    ] as const) {
      expect(lonOf(mercatorX(lon))).toBeCloseTo(lon, 9);
      expect(latOf(mercatorY(lat))).toBeCloseTo(lat, 9);
    }
  });
  it('moves the origin of a matrix in full precision', () => {
    const matrix = [2, 0, 0, 0, 0, -2, 0, 0, 0, 0, 1, 0, -1, 1, 0, 1];
    expect([...anchored(matrix, [0.25, 0.5])].slice(12)).toEqual([-0.5, 0, 0, 1]);
  });
});

describe('marks', () => {
  it('tells every status that needs a human apart by shape alone', () => {
    const shapes = (['on-time', 'at-stop', 'late', 'silent', 'off-route', 'exception'] as const).map(
      (mark) => LOOK[mark].shape,
    );
    expect(new Set(shapes).size).toBe(shapes.length);
  });
});
