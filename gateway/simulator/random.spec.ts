import { describe, expect, it } from 'vitest';
import { createRandom } from './random.ts';

const draw = (seed: number, label: string, count = 5): number[] => {
  const random = createRandom(seed).fork(label);
  return Array.from({ length: count }, random.next);
};

describe('seeded randomness', () => {
  it('repeats for the same seed and label, and differs for another of either', () => {
    expect(draw(7, 'van/1')).toEqual(draw(7, 'van/1'));
    expect(draw(7, 'van/1')).not.toEqual(draw(7, 'van/2'));
    expect(draw(7, 'van/1')).not.toEqual(draw(8, 'van/1'));
  });

  it('forks alike however much was drawn before', () => {
    const used = createRandom(3);
    for (let i = 0; i < 100; i++) used.next();
    expect(used.fork('a').next()).toBe(createRandom(3).fork('a').next());
  });

  it('has the means that it says', () => {
    const random = createRandom(1);
    const mean = (one: () => number): number =>
      Array.from({ length: 20_000 }, one).reduce((sum, value) => sum + value, 0) / 20_000;
    expect(mean(random.next)).toBeCloseTo(0.5, 1);
    expect(Math.abs(mean(random.normal))).toBeLessThan(0.03);
    expect(mean(() => random.normal() ** 2)).toBeCloseTo(1, 1);
    expect(mean(() => random.exponential(4)) / 4).toBeCloseTo(1, 1);
  });
});
