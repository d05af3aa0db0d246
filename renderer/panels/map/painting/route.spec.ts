import { expect, it } from 'vitest';
import { sizeAt } from './route.ts';

const STEPS = [
  [10, 1],
  [13, 1.75],
  [16, 3],
] as const;

it.each([
  [8, 1],
  [10, 1],
  [11.5, 1.375],
  [13, 1.75],
  [14.5, 2.375],
  [16, 3],
  [19, 3],
])('at zoom %d a stop that is behind has the radius %d', (zoom, size) => {
  expect(sizeAt(zoom, STEPS)).toBeCloseTo(size, 6);
});
