import { expect, it } from 'vitest';
import { mercatorX, mercatorY } from '../vehicles/mercator.ts';
import type { Overlay, StopLook } from './overlay.ts';
import { pickStop } from './pick.ts';

const stop = (index: number, lon: number, look: StopLook): Overlay['features'][number] => ({
  type: 'Feature',
  geometry: { type: 'Point', coordinates: [lon, 48] },
  properties: { kind: 'stop', look, stop: index },
});
const way: Overlay['features'][number] = {
  type: 'Feature',
  geometry: {
    type: 'LineString',
    coordinates: [
      [11, 48],
      [12, 48],
    ],
  },
  properties: { kind: 'remaining' },
};
const route = (...stops: Overlay['features']): Overlay => ({ type: 'FeatureCollection', features: stops });
const DEGREE = 1 / 360;
const at = (overlay: Overlay, lon: number, reach: number): number | null =>
  pickStop(overlay, mercatorX(lon), mercatorY(48), reach * DEGREE);

it('picks the nearest stop in reach, and no way between stops', () => {
  const overlay = route(way, stop(0, 11, 'pending'), stop(1, 11.5, 'pending'));
  expect(at(overlay, 11.1, 0.2)).toBe(0);
  expect(at(overlay, 11.4, 0.2)).toBe(1);
  expect(at(overlay, 11.25, 0.2)).toBeNull();
});

it('picks what lies on top before what lies nearer', () => {
  const overlay = route(stop(7, 11.1, 'next'), stop(2, 11, 'done'));
  expect(at(overlay, 11, 0.2)).toBe(7);
  expect(at(overlay, 10.95, 0.1)).toBe(2);
});
