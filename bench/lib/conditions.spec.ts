import { expect, it } from 'vitest';
import { measureConditions } from './conditions.ts';

it('detours and long stands are flagged, and nothing else is', { timeout: 60_000 }, () => {
  const { offRoute, dwell } = measureConditions({ seed: 1, vans: 12, detours: 3, breakdowns: 1 });
  expect(offRoute.episodes).toBeGreaterThan(4);
  expect(offRoute.found).toBe(1);
  expect(offRoute.delayP90).toBeLessThan(60);
  expect(offRoute.falseFlags).toBe(0);
  expect(dwell.episodes).toBeGreaterThan(3);
  expect(dwell.found).toBeGreaterThan(0.9);
  expect((100 * dwell.falseFlags) / dwell.vanHours).toBeLessThan(2);
});
