import { expect, test } from 'vitest';
import { DEFAULT_BOARD, MAX_SAVED_FILTERS, NO_SAVED_FILTERS } from '../../../contract/board.ts';
import type { Result } from '../../../contract/result.ts';
import { deleteFilter, renameFilter, saveFilter, startWith } from './filters.ts';

function value<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
}
const late = { ...DEFAULT_BOARD, filter: 'late' as const };
const two = value(saveFilter(value(saveFilter(NO_SAVED_FILTERS, 'North', DEFAULT_BOARD)), 'Late', late));

test('one name is one filter, whatever its case, and keeps its place', () => {
  const saved = value(saveFilter(two, 'NORTH', late));
  expect(saved.list).toEqual([
    { name: 'North', view: late },
    { name: 'Late', view: late },
  ]);
});

test('a new name takes the start with it, an end takes it away', () => {
  const started = value(startWith(two, 'late'));
  expect(started.start).toBe('Late');
  const renamed = value(renameFilter(started, 'Late', 'LATE ones'));
  expect(renamed).toMatchObject({ start: 'LATE ones', list: [{ name: 'North' }, { name: 'LATE ones' }] });
  expect(value(deleteFilter(renamed, 'late ones'))).toMatchObject({ start: null, list: [{ name: 'North' }] });
  expect(value(startWith(started, null)).start).toBeNull();
});

test('a name that is taken, one that is not there and one too many are refused', () => {
  expect(renameFilter(two, 'Late', 'north')).toMatchObject({ error: { code: 'conflict', field: 'to' } });
  expect(value(renameFilter(two, 'Late', 'late')).list[1]?.name).toBe('late');
  for (const asked of [renameFilter(two, 'x', 'y'), deleteFilter(two, 'x'), startWith(two, 'x')])
    expect(asked).toMatchObject({ error: { code: 'not-found' } });
  const full = Array.from({ length: MAX_SAVED_FILTERS }, (_, n) => ({ name: `f${n}`, view: late }));
  expect(saveFilter({ list: full, start: null }, 'more', late)).toMatchObject({
    error: { code: 'conflict' },
  });
  expect(saveFilter({ list: full, start: null }, 'F3', DEFAULT_BOARD).ok).toBe(true);
});
