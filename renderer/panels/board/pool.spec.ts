import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Picks } from './picks.ts';
import { inSight, pooled, revealed } from './pool.ts';
import type { Line } from './sections.ts';

const lines = (n: number): Line[] =>
  Array.from({ length: n }, (_, id) => ({ kind: 'route', id: String(id) }));

describe('the pool', () => {
  it('shows every line once, and a step of scrolling gives one element another line', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer({ min: 1, max: 40 }), fc.nat(200), (n, pool, from) => {
        const all = lines(n);
        const at = (first: number) => pooled(all, new Map(), first, Math.min(n, first + pool), pool);
        const first = Math.min(from, n);
        const now = at(first);
        expect(now.map((slot) => slot.at).sort((a, b) => a - b)).toEqual(
          Array.from({ length: Math.min(pool, n - first) }, (_, i) => first + i),
        );
        const byElement = new Map(now.map((slot) => [slot.slot, slot.at]));
        const moved = at(Math.min(first + 1, n)).filter((slot) => byElement.get(slot.slot) !== slot.at);
        expect(moved.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('brings a row under what sticks, and not farther', () => {
    expect(revealed(4, 100, 200, 25, 0)).toBe(100);
    expect(revealed(4, 100, 200, 25, 25)).toBe(75);
    expect(revealed(12, 100, 200, 25, 25)).toBe(125);
    expect(revealed(0, 100, 200, 25, 25)).toBe(0);
  });

  it('tells what is seen', () => {
    expect([3, 4, 11, 12].map((at) => inSight(at, 100, 200, 25, 0))).toEqual([false, true, true, false]);
    expect(inSight(4, 100, 200, 25, 25)).toBe(false);
    expect(inSight(0, 0, 200, 25, 25)).toBe(true);
    expect(inSight(-1, 0, 200, 25, 0)).toBe(false);
  });
});

describe('own picks', () => {
  it('come back as echoes, the skipped ones with them, and another choice is none', () => {
    const picks = new Picks();
    for (const id of ['a', 'b', 'c']) picks.add(id);
    expect(picks.isEcho('b')).toBe(true);
    expect(picks.isEcho('a')).toBe(false);
    expect(picks.isEcho('c')).toBe(false);
  });
});
