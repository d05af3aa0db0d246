import { describe, expect, it } from 'vitest';
import { sampleRoute } from '../dev/sample.ts';
import { VehicleField } from './field.ts';
import { mercatorX, mercatorY } from './mercator.ts';
import { pick } from './pick.ts';
import { RouteIndex } from './route-index.ts';

const WORLD = 512 * 2 ** 12;
/** Degrees of longitude in one CSS pixel. */
const PX = 360 / WORLD;

function fieldWith(...lons: readonly number[]): VehicleField {
  const index = new RouteIndex();
  const late = sampleRoute({ id: 'late', vehicleId: 'v1', late: true });
  index.update(new Map([['late', late]]), null);
  const field = new VehicleField(index);
  const positions = {
    count: lons.length,
    generation: 1,
    ids: lons.map((_, i) => `v${String(i)}`),
    lon: Float64Array.from(lons),
    lat: new Float64Array(lons.length),
    heading: new Int16Array(lons.length),
    observed: new Float64Array(lons.length).fill(1),
  };
  field.sync(positions, 1000, true);
  return field;
}
const at = (field: VehicleField, lon: number, now = 1000): number =>
  pick(field, { x: mercatorX(lon), y: mercatorY(0), worldSize: WORLD, reach: 13, now });

describe('pick', () => {
  it('finds the nearest within reach', () => {
    const field = fieldWith(0, 1, 40 * PX);
    expect(at(field, 2 * PX)).toBe(0);
    expect(at(field, 36 * PX)).toBe(2);
    expect(at(field, 20 * PX)).toBe(-1);
  });

  it('prefers the worse of two that lie on each other, as it is drawn on top', () => {
    expect(at(fieldWith(0, 2 * PX), 0)).toBe(1);
  });

  it('looks where the vehicle is drawn now', () => {
    const field = fieldWith(0);
    const moved = {
      count: 1,
      generation: 1,
      ids: ['v0'],
      lon: Float64Array.of(100 * PX),
      lat: new Float64Array(1),
      heading: new Int16Array(1),
      observed: Float64Array.of(2),
    };
    field.sync(moved, 2000, true);
    expect(at(field, 50 * PX, 2500)).toBe(0);
    expect(at(field, 50 * PX, Infinity)).toBe(-1);
  });
});
