import { describe, expect, it } from 'vitest';
import { DirtyRecords } from './dirty.ts';

const marked = (gap: number, ...records: number[]): DirtyRecords => {
  const dirty = new DirtyRecords(gap);
  for (const record of records) dirty.add(record);
  return dirty;
};

describe('DirtyRecords', () => {
  it('joins what lies close together and keeps apart what does not', () => {
    expect(marked(2, 40, 3, 1, 3, 41).take(100)).toEqual([
      [1, 4],
      [40, 42],
    ]);
  });

  it('is clean after being taken', () => {
    const dirty = marked(2, 5);
    dirty.take(100);
    expect(dirty.empty).toBe(true);
    expect(dirty.take(100)).toEqual([]);
  });

  it('drops records that are no longer there', () => {
    expect(marked(0, 5, 99).take(50)).toEqual([[5, 6]]);
  });

  it('sends everything once a third has changed', () => {
    expect(marked(0, 0, 5, 9).take(8)).toEqual([[0, 8]]);
    const all = marked(0);
    all.addAll();
    expect(all.take(3)).toEqual([[0, 3]]);
    expect(all.take(0)).toEqual([]);
  });
});
