import { describe, expect, it } from 'vitest';
import type { RouteState } from '../../../../contract/fleet.ts';
import { sampleRoute } from '../dev/sample.ts';
import { STRIDE } from './bucket.ts';
import { UNKNOWN_HEADING, type PositionColumns } from './columns.ts';
import { VehicleField } from './field.ts';
import { DRAW_ORDER } from './marks.ts';
import { lonOf, mercatorX } from './mercator.ts';
import { RouteIndex } from './route-index.ts';

function columns(
  places: readonly (readonly [id: string, lon: number, lat: number, at?: number])[],
  generation = 1,
) {
  return {
    count: places.length,
    generation,
    ids: places.map(([id]) => id),
    lon: Float64Array.from(places, ([, lon]) => lon),
    lat: Float64Array.from(places, ([, , lat]) => lat),
    heading: Int16Array.from(places, () => 90),
    observed: Float64Array.from(places, ([, , , at]) => at ?? 1000),
  } satisfies PositionColumns;
}

function fieldOf(...routes: RouteState[]): { field: VehicleField; index: RouteIndex } {
  const index = new RouteIndex();
  index.update(new Map(routes.map((route) => [route.id, route])), null);
  return { field: new VehicleField(index), index };
}
const counts = (field: VehicleField): Record<string, number> =>
  Object.fromEntries(
    DRAW_ORDER.map((mark, i) => [mark, field.buckets[i]?.count ?? 0] as const).filter(([, n]) => n > 0),
  );
const lonAt = (field: VehicleField, slot: number, now: number): number => {
  const out = { x: 0, y: 0 };
  expect(field.locate(slot, now, out)).toBe(true);
  return lonOf(out.x);
};

describe('VehicleField', () => {
  it('puts each vehicle into the bucket of its mark', () => {
    const { field } = fieldOf(
      sampleRoute(),
      sampleRoute({ id: 'r2', vehicleId: 'v2', late: true }),
      sampleRoute({ id: 'r3', vehicleId: 'v3', late: true, conditions: ['exception'] }),
    );
    field.sync(
      columns([
        ['v1', 1, 1],
        ['v2', 2, 2],
        ['v3', 3, 3],
        ['v4', 4, 4],
      ]),
      10,
      true,
    );
    expect(counts(field)).toEqual({ planned: 1, 'on-time': 1, late: 1, exception: 1 });
  });

  it('glides from where the vehicle is drawn, and ends at the newest observation', () => {
    const { field } = fieldOf(sampleRoute());
    field.sync(columns([['v1', 10, 0]]), 1000, true);
    expect(lonAt(field, 0, 1000)).toBeCloseTo(10, 9);
    field.sync(columns([['v1', 11, 0, 2000]]), 2000, true);
    expect(lonAt(field, 0, 2000)).toBeCloseTo(10, 9);
    expect(lonAt(field, 0, 2500)).toBeCloseTo(10.5, 9);
    field.sync(columns([['v1', 12, 0, 3000]]), 2500, true);
    expect(lonAt(field, 0, 2500)).toBeCloseTo(10.5, 9);
    expect(lonAt(field, 0, Infinity)).toBeCloseTo(12, 9);
    expect(lonAt(field, 0, field.glideUntil + 1e6)).toBeCloseTo(12, 9);
  });

  it('jumps when told not to glide', () => {
    const { field } = fieldOf(sampleRoute());
    field.sync(columns([['v1', 10, 0]]), 1000, false);
    field.sync(columns([['v1', 11, 0, 2000]]), 2000, false);
    expect(lonAt(field, 0, 2000)).toBeCloseTo(11, 9);
    expect(field.glideUntil).toBe(0);
  });

  it('writes only what changed', () => {
    const { field } = fieldOf();
    const places = Array.from({ length: 1000 }, (_, i) => [`v${String(i)}`, i / 100, 0] as const);
    field.sync(columns(places), 1000, true);
    const bucket = field.buckets[0];
    bucket?.takeRanges();
    const moved = columns(places);
    moved.lon[500] = 7;
    expect(field.sync(moved, 2000, true)).toBe(1);
    expect(bucket?.takeRanges()).toEqual([[500, 501]]);
    expect(field.sync(moved, 3000, true)).toBe(0);
  });

  it('fills the hole when a vehicle changes its mark', () => {
    const { field, index } = fieldOf(
      ...['1', '2', '3'].map((n) => sampleRoute({ id: `r${n}`, vehicleId: `v${n}` })),
    );
    field.sync(
      columns([
        ['v1', 1, 0],
        ['v2', 2, 0],
        ['v3', 3, 0],
      ]),
      1000,
      true,
    );
    const late = sampleRoute({ id: 'r1', vehicleId: 'v1', late: true });
    field.restyle(index.update(new Map([['r1', late]]), ['r1']));
    expect(counts(field)).toEqual({ 'on-time': 2, late: 1 });
    const bucket = field.buckets[DRAW_ORDER.indexOf('on-time')];
    for (const slot of [1, 2]) {
      const at = field.recordOf(slot);
      const x = (bucket?.data[(at?.record ?? 0) * STRIDE + 2] ?? 0) + field.anchor[0];
      expect(lonOf(x)).toBeCloseTo(slot + 1, 4);
    }
  });

  it('keeps places over a new deal of slots', () => {
    const { field } = fieldOf(sampleRoute());
    field.sync(
      columns([
        ['v1', 10, 0],
        ['v2', 50, 0],
      ]),
      1000,
      true,
    );
    field.sync(
      columns(
        [
          ['v9', 1, 0],
          ['v1', 11, 0, 2000],
        ],
        2,
      ),
      5000,
      true,
    );
    expect(field.slotOf('v1')).toBe(1);
    expect(field.slotOf('v2')).toBeUndefined();
    expect(lonAt(field, 1, 5000)).toBeCloseTo(10, 9);
    expect(lonAt(field, 1, Infinity)).toBeCloseTo(11, 9);
    expect(counts(field)).toEqual({ planned: 1, 'on-time': 1 });
  });

  it('shows nothing before the first observation', () => {
    const { field } = fieldOf(sampleRoute());
    const columnsOf = columns([['v1', 0, 0, 0]]);
    field.sync(columnsOf, 1000, true);
    expect(field.locate(0, 1000, { x: 0, y: 0 })).toBe(false);
    expect(field.recordOf(0)).toBeNull();
  });

  it('keeps centimetres far from the middle of the map', () => {
    const { field } = fieldOf(sampleRoute(), sampleRoute({ id: 'r2', vehicleId: 'v2' }));
    field.sync(
      columns([
        ['v1', -122.41, 37.77],
        ['v2', -122.4100001, 37.77],
      ]),
      1000,
      true,
    );
    const bucket = field.buckets[DRAW_ORDER.indexOf('on-time')];
    const x = (bucket?.data[STRIDE] ?? 0) + field.anchor[0];
    expect(Math.abs(x - mercatorX(-122.4100001)) * 40_075_017).toBeLessThan(0.01);
  });

  it('fades who is silent, and who has no route and is old', () => {
    const { field } = fieldOf(
      sampleRoute({ conditions: ['silent'] }),
      sampleRoute({ id: 'r2', vehicleId: 'v2' }),
    );
    field.sync(
      columns([
        ['v1', 1, 0],
        ['v2', 2, 0],
        ['v3', 3, 0],
      ]),
      1000,
      true,
    );
    field.fade(1000 + 3_600_000);
    const opacity = (slot: number): number | undefined => {
      const at = field.recordOf(slot);
      return at === null ? undefined : field.buckets[at.mark]?.data[at.record * STRIDE + 8];
    };
    expect([0, 1, 2].map((slot) => Math.round((opacity(slot) ?? 0) * 100) / 100)).toEqual([0.65, 1, 0.65]);
  });

  it('marks an unknown heading', () => {
    const { field } = fieldOf();
    const still = columns([['v1', 1, 0]]);
    still.heading[0] = -1;
    field.sync(still, 1000, true);
    expect(field.buckets[0]?.data[7]).toBe(UNKNOWN_HEADING);
  });

  it('counts times from a nearer epoch after an hour', () => {
    const { field } = fieldOf();
    field.sync(columns([['v1', 1, 0]]), 1000, true);
    field.sync(columns([['v1', 1, 0]]), 9_000_000, true);
    expect(field.epoch).toBe(9_000_000);
    expect(field.buckets[0]?.data[5]).toBeCloseTo((1000 - 9_000_000) / 1000, 2);
  });
});
