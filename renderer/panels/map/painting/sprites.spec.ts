import { expect, it } from 'vitest';
import { HEADINGS, headingStep } from './sprites.ts';

it.each([
  [0, 0],
  [Math.PI / 2, HEADINGS / 4],
  [-Math.PI / 2, (HEADINGS * 3) / 4],
  [2 * Math.PI, 0],
  [2 * Math.PI - 0.001, 0],
  [-0.001, 0],
  [5 * Math.PI, HEADINGS / 2],
])('turns %d radians into a step of the sheet', (heading, step) => {
  expect(headingStep(heading)).toBe(step);
});
