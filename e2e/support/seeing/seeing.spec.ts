import { describe, expect, test } from 'vitest';
import { apartShare, leastApart, type Picture } from './apart.ts';
import { deltaE2000, labOf, type Lab } from './difference.ts';
import { linear, seen, SIGHTS, type Rgb } from './vision.ts';

describe('CIEDE2000', () => {
  // Of Sharma, Wu and Dalal's table 1: some pairs, chosen for the formula's seams.
  test.each<[Lab, Lab, number]>([
    [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
    [[50, 0, 0], [50, -1, 2], 2.3669],
    [[50, 2.49, -0.001], [50, -2.49, 0.001], 7.1792],
    [[50, 2.49, -0.001], [50, -2.49, 0.0011], 7.2195],
    [[50, -0.001, 2.49], [50, 0.0009, -2.49], 4.8045],
    [[50, 2.5, 0], [50, 0, -2.5], 4.3065],
    [[50, 2.5, 0], [73, 25, -18], 27.1492],
    [[50, 2.5, 0], [58, 24, 15], 19.4535],
    [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
    [[6.7747, -0.2908, -2.4247], [5.8714, -0.0985, -2.2286], 0.6377],
  ])('%j and %j', (one, other, expected) => {
    expect(deltaE2000(one, other)).toBeCloseTo(expected, 4);
    expect(deltaE2000(other, one)).toBeCloseTo(expected, 4);
  });
  test('black against white is 100', () => {
    expect(deltaE2000(labOf([0, 0, 0]), labOf([1, 1, 1]))).toBeCloseTo(100, 3);
  });
});

test('L*a*b* of the primaries', () => {
  const rounded = (rgb: Rgb): number[] => labOf(rgb).map((part) => Math.round(part * 10) / 10 + 0);
  expect(rounded([1, 0, 0])).toEqual([53.2, 80.1, 67.2]);
  expect(rounded([0, 1, 0])).toEqual([87.7, -86.2, 83.2]);
  expect(rounded([0, 0, 1])).toEqual([32.3, 79.2, -107.9]);
});

describe('sight', () => {
  test.each(SIGHTS)('%s: white and black stay what they are', (sight) => {
    for (const part of seen([1, 1, 1], sight)) expect(part).toBeCloseTo(1, 3);
    expect(seen([0, 0, 0], sight)).toEqual([0, 0, 0]);
  });
  test('sRGB is linear where its two parts meet, and 188 is half of the light', () => {
    expect(linear(0.04045)).toBeCloseTo(linear(0.040451), 5);
    expect(linear(188 / 255)).toBeCloseTo(0.503, 3);
  });
  test('red and a dark yellow become one to who sees no green, and stay two to others', () => {
    const [red, olive]: [Rgb, Rgb] = [
      [0.6, 0.02, 0.02],
      [0.22, 0.165, 0.02],
    ];
    const apart = (sight: 'full' | 'deuteranopia'): number =>
      deltaE2000(labOf(seen(red, sight)), labOf(seen(olive, sight)));
    expect(apart('full')).toBeGreaterThan(30);
    expect(apart('deuteranopia')).toBeLessThan(8);
  });
  test('greyscale leaves light only', () => {
    const [l, a, b] = labOf(seen([1, 0, 0], 'greyscale'));
    expect(l).toBeCloseTo(53.2, 1);
    expect(Math.hypot(a, b)).toBeLessThan(0.1);
  });
});

describe('apart', () => {
  const of = (...greys: number[]): Picture => ({
    width: greys.length,
    height: 1,
    data: greys.flatMap((grey) => [grey, grey, grey, 255]),
  });
  const ground = of(0, 0, 0, 0);
  test('counts the ink of both, and of it what differs', () => {
    expect(apartShare(of(255, 255, 0, 0), of(255, 0, 0, 0), ground, 'full')).toBe(1 / 2);
    expect(apartShare(of(255, 0, 0, 0), of(0, 255, 0, 0), ground, 'full')).toBe(1);
    expect(apartShare(of(255, 0, 0, 0), of(250, 0, 0, 0), ground, 'full')).toBe(0);
    expect(apartShare(ground, ground, ground, 'full')).toBe(0);
  });
  test('refuses pictures of two sizes', () => {
    expect(() => apartShare(of(1), of(1, 2), of(1), 'full')).toThrow(RangeError);
  });
  test('names the pair that is least apart', () => {
    const pictures = new Map([
      ['a', of(255, 255, 0, 0)],
      ['b', of(0, 0, 255, 255)],
      ['c', of(255, 255, 255, 0)],
    ]);
    expect(leastApart(pictures, ground, 'full')).toEqual({ pair: 'a / c', share: 1 / 3 });
  });
});
