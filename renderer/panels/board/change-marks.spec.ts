import { expect, test } from 'vitest';
import { changedCells, type Seen } from './change-marks.ts';

const seen = (change: Partial<Seen> = {}): Seen => ({
  id: '7',
  generation: 1,
  columns: 'route,eta',
  texts: ['7', '14:05'],
  ...change,
});

test('a cell that says something else is marked', () => {
  expect(changedCells(seen(), seen({ texts: ['7', '14:06'] }))).toEqual([1]);
  expect(changedCells(seen(), seen({ texts: ['7', '14:05'] }))).toEqual([]);
});

test('nothing is at the first look, after a snapshot, on another route or under other columns', () => {
  const now = seen({ texts: ['7', '14:06'] });
  expect(changedCells(null, now)).toEqual([]);
  for (const before of [seen({ generation: 0 }), seen({ id: '8' }), seen({ columns: 'route,end' })])
    expect(changedCells(before, now)).toEqual([]);
});
