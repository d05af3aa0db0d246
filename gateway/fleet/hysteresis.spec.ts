import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hysteresis } from './hysteresis.ts';

const values = fc.array(fc.integer({ min: -2_000, max: 2_000 }), { maxLength: 60 });

it('flips only across the whole band', () => {
  fc.assert(
    fc.property(values, (series) => {
      let raised = false;
      for (const value of series) {
        const next = hysteresis(raised, value, 300, 180);
        if (next && !raised) expect(value).toBeGreaterThan(300);
        if (!next && raised) expect(value).toBeLessThan(180);
        raised = next;
      }
    }),
  );
});

it('never flips while the value stays inside the band', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.integer({ min: 180, max: 300 }), (raised, value) => {
      expect(hysteresis(raised, value, 300, 180)).toBe(raised);
    }),
  );
});
