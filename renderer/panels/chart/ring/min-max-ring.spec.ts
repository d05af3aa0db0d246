import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf, drawnIndices } from './columns.ts';
import { MinMaxRing, type Sample } from './min-max-ring.ts';

const value = fc.oneof(
  fc.integer({ min: -5, max: 5 }),
  fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
  fc.constantFrom(Infinity, -Infinity),
);
/** Steps of 0 replace the newest sample. */
const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), value), { maxLength: 300 });

function filled(capacity: number, given: readonly (readonly [number, number])[]): [MinMaxRing, Sample[]] {
  const ring = new MinMaxRing(capacity);
  const plain: Sample[] = [];
  let at = 0;
  for (const [step, each] of given) {
    at += step;
    ring.append(at, each);
    if (plain.at(-1)?.at === at) plain.pop();
    plain.push({ at, value: each });
  }
  return [ring, plain.slice(-ring.capacity)];
}

const all = (ring: MinMaxRing): (Sample | undefined)[] =>
  Array.from({ length: ring.length }, (_, index) => ring.sample(index));

/** The definition, by looking at everything. */
function extremesOf(samples: readonly Sample[], from: number, to: number) {
  const part = samples.slice(from, to).map((sample) => sample.value);
  if (part.length === 0) return null;
  const least = part.reduce((a, b) => Math.min(a, b));
  const most = part.reduce((a, b) => Math.max(a, b));
  return { min: from + part.indexOf(least), max: from + part.indexOf(most) };
}

describe('MinMaxRing', () => {
  it('holds the newest samples, as a plain list would', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 64 }), steps, (capacity, given) => {
        const [ring, plain] = filled(capacity, given);
        expect(all(ring)).toEqual(plain);
      }),
    );
  });

  it('finds the extremes of every part, as looking at each sample does', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 64 }),
        steps,
        fc.nat(310),
        fc.nat(310),
        (capacity, given, a, b) => {
          const [ring, plain] = filled(capacity, given);
          const [from, to] = [Math.min(a, b), Math.max(a, b)];
          const expected = from >= plain.length ? null : extremesOf(plain, from, Math.min(to, plain.length));
          expect(ring.extremes(from, to)).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('keeps its buckets right when the end is forgotten and said anew', () => {
    fc.assert(
      fc.property(steps, steps, fc.nat(64), (given, again, cut) => {
        const [ring, plain] = filled(32, given);
        const kept = plain.slice(0, cut);
        ring.truncate(cut);
        let at = (kept.at(-1)?.at ?? 0) + 1;
        for (const [step, each] of again) {
          at += step + 1;
          ring.append(at, each);
          kept.push({ at, value: each });
        }
        // What the ring had already overwritten before the cut does not come back.
        const held = kept.slice(-ring.length);
        expect(all(ring)).toEqual(held);
        expect(ring.length).toBeLessThanOrEqual(32);
        expect(ring.extremes(0, ring.length)).toEqual(extremesOf(held, 0, held.length));
      }),
    );
  });

  it('refuses what is no time and no number, and loses nothing by it', () => {
    const ring = new MinMaxRing(4);
    ring.append(10, 1);
    expect(() => ring.append(9, 1)).toThrow(/at must not be before the newest \(10\), is 9/);
    expect(() => ring.append(Number.NaN, 1)).toThrow(/at must be finite/);
    expect(() => ring.append(11, Number.NaN)).toThrow(/not NaN/);
    expect(() => new MinMaxRing(1)).toThrow(/atLeast must be 2/);
    expect(all(ring)).toEqual([{ at: 10, value: 1 }]);
  });
});

describe('what is drawn', () => {
  const windows = fc.tuple(fc.integer({ min: -50, max: 3_000 }), fc.integer({ min: 1, max: 4_000 }));

  it('never loses an extreme of the window, nor of any column', () => {
    fc.assert(
      fc.property(steps, windows, fc.integer({ min: 1, max: 60 }), (given, [from, span], pixels) => {
        const [ring] = filled(512, given);
        const to = from + span;
        const drawn = new Set(drawnIndices(ring, from, to, pixels));
        const whole = { from: ring.indexOf(from), to: ring.indexOf(to) };
        for (const part of [whole, ...(columnsOf(ring, from, to, pixels) ?? [])]) {
          const found = ring.extremes(part.from, part.to);
          if (found === null) continue;
          // The greatest value is drawn, though for a part that is several columns perhaps another sample of the same value.
          const values = [...drawn]
            .filter((index) => index >= part.from && index < part.to)
            .map((index) => ring.sample(index)?.value ?? 0);
          expect(values.reduce((a, b) => Math.max(a, b), -Infinity)).toBe(ring.sample(found.max)?.value);
          expect(values.reduce((a, b) => Math.min(a, b), Infinity)).toBe(ring.sample(found.min)?.value);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is at most two points a pixel, ascending, and all of a short window', () => {
    fc.assert(
      fc.property(steps, windows, fc.integer({ min: 1, max: 60 }), (given, [from, span], pixels) => {
        const [ring] = filled(512, given);
        const drawn = drawnIndices(ring, from, from + span, pixels);
        expect(drawn).toEqual([...new Set(drawn)].sort((a, b) => a - b));
        // A column that is cut by each edge, and the samples beyond the edges.
        expect(drawn.length).toBeLessThanOrEqual(pixels * 2 + 4 + 2);
        const inside = ring.indexOf(from + span) - ring.indexOf(from);
        if (inside <= pixels * 2) expect(drawn.length).toBeGreaterThanOrEqual(inside);
      }),
    );
  });
});
