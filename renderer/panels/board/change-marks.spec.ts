import { expect, test } from 'vitest';
import { changedCells, type Seen } from './change-marks.ts';

const WORDS = {};
const seen = (change: Partial<Seen> = {}): Seen => ({
  id: '7',
  generation: 1,
  columns: 'route,eta',
  words: WORDS,
  texts: ['7', '14:05'],
  ...change,
});

test('a cell that says something else is marked', () => {
  expect(changedCells(seen(), seen({ texts: ['7', '14:06'] }))).toEqual([1]);
  expect(changedCells(seen(), seen({ texts: ['7', '14:05'] }))).toEqual([]);
});

test('nothing is at the first look, after a snapshot, on another route, under other columns or in another language', () => {
  const now = seen({ texts: ['7', '14:06'] });
  expect(changedCells(null, now)).toEqual([]);
  for (const before of [
    seen({ generation: 0 }),
    seen({ id: '8' }),
    seen({ columns: 'route,end' }),
    seen({ words: {} }),
  ])
    expect(changedCells(before, now)).toEqual([]);
});
