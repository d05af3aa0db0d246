import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KINDS } from './kinds.ts';
import { makePlan, missingKinds } from './plan.ts';

const request = (seed: number, consoles = 4, length = 60_000) => ({ seed, consoles, length, only: null });

it('is the same for the same seed and another for another', () => {
  expect(makePlan(request(1))).toEqual(makePlan(request(1)));
  expect(makePlan(request(1))).not.toEqual(makePlan(request(2)));
});

it('holds every kind within a minute of four consoles', () => {
  for (let seed = 0; seed < 200; seed += 1) expect(missingKinds(makePlan(request(seed)), null)).toEqual([]);
});

it('says which kinds found no place', () => {
  const plan = makePlan(request(1, 1, 20_000));
  const planned = new Set(plan.map((fault) => fault.kind));
  expect(missingKinds(plan, null)).toHaveLength(KINDS.length - planned.size);
  expect(missingKinds([], ['reset'])).toEqual(['reset']);
});

it('has one fault at a time in each lane, inside its length and the bounds of its kind', () => {
  const some = fc.record({
    seed: fc.nat(),
    consoles: fc.integer({ min: 1, max: 9 }),
    length: fc.integer({ min: 12_000, max: 300_000 }),
    only: fc.option(
      fc.subarray(
        KINDS.map((kind) => kind.name),
        { minLength: 1, maxLength: 3 },
      ),
    ),
  });
  fc.assert(
    fc.property(some, (asked) => {
      const ends = new Map<number | null, number>();
      for (const { kind, at, ms, console } of makePlan(asked)) {
        const bounds = KINDS.find((one) => one.name === kind);
        expect(asked.only ?? [kind]).toContain(kind);
        expect(console === null).toBe(bounds?.target === 'gateway');
        expect(ms).toBeGreaterThanOrEqual(bounds?.ms[0] ?? Number.NaN);
        expect(ms).toBeLessThanOrEqual(bounds?.ms[1] ?? Number.NaN);
        expect(at).toBeGreaterThan(ends.get(console) ?? 0);
        expect(at + ms).toBeLessThanOrEqual(asked.length);
        ends.set(console, at + ms);
      }
    }),
    { numRuns: 50 },
  );
});
