import { expect, test } from 'vitest';
import { changedCells, type Seen } from './change-marks.ts';
import { SeenRows } from './seen-rows.ts';

const WORDS = {};
const seen = (id: string, ...texts: string[]): Seen => ({
  id,
  generation: 1,
  columns: 'done',
  words: WORDS,
  texts,
});

test('routes that change places are compared with themselves, not with who stood there', async () => {
  const rows = new SeenRows<string>();
  rows.look('upper', seen('1', '0/10'));
  rows.look('lower', seen('2', '4/10'));
  await Promise.resolve();
  const two = rows.look('upper', seen('2', '4/10'));
  const one = rows.look('lower', seen('1', '1/10'));
  expect([one.other, two.other]).toEqual([true, true]);
  expect(changedCells(two.before, seen('2', '4/10'))).toEqual([]);
  expect(changedCells(one.before, seen('1', '1/10'))).toEqual([0]);
});

test('a route that was out of sight, or whose row has gone, comes back as a new one', async () => {
  const rows = new SeenRows<string>();
  rows.look('upper', seen('1', '0/10'));
  rows.look('upper', seen('2', '4/10'));
  await Promise.resolve();
  expect(rows.look('upper', seen('1', '1/10')).before).toBeNull();
  rows.leave('upper');
  await Promise.resolve();
  expect(rows.look('lower', seen('1', '2/10')).before).toBeNull();
});

test('the same route in the same row is no other one', () => {
  const rows = new SeenRows<string>();
  expect(rows.look('upper', seen('1', 'a'))).toEqual({ before: null, other: true });
  expect(rows.look('upper', seen('1', 'b'))).toEqual({ before: seen('1', 'a'), other: false });
});
