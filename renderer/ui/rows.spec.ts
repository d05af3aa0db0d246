import { expect, test } from 'vitest';
import { moveBy, rowWindow, scrollFor, scrollToMiddle } from './rows.ts';

test('only what is in sight is in the document, and a few more', () => {
  expect(rowWindow(0, 250, 25, 120, 0)).toEqual({ first: 0, end: 10 });
  expect(rowWindow(260, 250, 25, 120, 6)).toEqual({ first: 4, end: 27 });
  expect(rowWindow(1e9, 250, 25, 120, 6)).toEqual({ first: 120, end: 120 });
  expect(rowWindow(0, -10, 25, 3, 0)).toEqual({ first: 0, end: 0 });
});

test('a row is brought into sight, or to the middle, never past an end', () => {
  expect(scrollFor(3, 0, 250, 25)).toBe(0);
  expect(scrollFor(20, 0, 250, 25)).toBe(275);
  expect(scrollFor(2, 275, 250, 25)).toBe(50);
  expect(scrollToMiddle(60, 250, 25, 120)).toBe(1_387.5);
  expect(scrollToMiddle(1, 250, 25, 120)).toBe(0);
  expect(scrollToMiddle(119, 250, 25, 120)).toBe(2_750);
  expect(scrollToMiddle(1, 250, 25, 2)).toBe(0);
});

test('keys move within the list; others do not move', () => {
  expect(moveBy('ArrowDown', -1, 5, 3)).toBe(0);
  expect(moveBy('ArrowUp', -1, 5, 3)).toBe(0);
  expect(moveBy('PageDown', 3, 5, 3)).toBe(4);
  expect(moveBy('End', 0, 5, 3)).toBe(4);
  expect(moveBy('x', 0, 5, 3)).toBeNull();
  expect(moveBy('ArrowDown', 0, 0, 3)).toBeNull();
});
