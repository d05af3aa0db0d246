import { describe, expect, it } from 'vitest';
import { feedMs } from '../../contract/time.ts';
import { metresAt, place, report, START, streetPlan } from './drive.fixture.ts';
import { createFleet } from './index.ts';

const LIMIT = 600;

/** Drives as planned until `from` seconds, then stands; seconds until the condition is first seen, null where it never is. */
function stands(from: number, until: number, { service = 30, noise = 0, heard = until } = {}): number | null {
  const fleet = createFleet({ interval: 5, dwellAfter: LIMIT });
  fleet.plan(streetPlan({ service }));
  for (let s = 0; s <= until; s += 5) {
    const [lon, lat] = place(metresAt(Math.min(s, from)));
    // Alternately north and south, as a receiver between houses does.
    const wander = (((s / 5) % 2) * 2 - 1) * (noise / 111_320);
    if (s <= heard)
      fleet.position(report(START + s * 1_000, [lon, lat + wander], { accuracy: Math.max(5, noise) }));
    fleet.advance(feedMs(START + s * 1_000));
    if (fleet.drain().routes.some((route) => route.conditions.includes('dwell'))) return s - from;
  }
  return null;
}

describe('dwell', () => {
  it('on the road begins after the limit', () => {
    // 25 s into the plan the van is 200 m along, half way to its first stop.
    const seconds = stands(25, 1_200) ?? 0;
    expect(seconds).toBeGreaterThan(LIMIT - 10);
    expect(seconds).toBeLessThanOrEqual(LIMIT + 10);
  });

  it('does not depend on a wandering receiver', () => {
    expect(stands(25, 1_200, { noise: 20 })).not.toBeNull();
  });

  it('at a stop begins after twice the planned service and the limit', () => {
    const first = streetPlan().stops[0];
    const arrived = ((first?.arrival ?? 0) - START) / 1_000;
    for (const service of [0, 60, 240]) {
      const seconds = stands(arrived, 2_400, { service }) ?? 0;
      expect(seconds).toBeGreaterThan(LIMIT + 2 * service - 10);
      expect(seconds).toBeLessThanOrEqual(LIMIT + 2 * service + 15);
    }
  });

  it('is never said of a vehicle that is silent: nobody knows whether it stands', () => {
    expect(stands(25, 2_400, { heard: 400 })).toBeNull();
  });

  it('is not raised by driving as planned', () => {
    expect(stands(5_000, 700)).toBeNull();
  });
});
