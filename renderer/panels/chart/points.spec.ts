import { describe, expect, it } from 'vitest';
import { feedMs } from '../../../contract/time.ts';
import { timeStep } from './draw/axes.ts';
import { fromHistory, united, valueRange } from './points.ts';

describe('fromHistory', () => {
  it('is a point for each minute that has a value', () => {
    const at = [1, 2].map((minute) => feedMs(minute * 60_000));
    const history = { series: 's', unit: '', at, value: [5, NaN], low: [null, 1], high: [9, 9] };
    expect(fromHistory(history)).toEqual([{ at: 60_000, value: 5, low: null, high: 9 }]);
  });
});

describe('valueRange', () => {
  it('holds line, band and a near target, and makes noise small', () => {
    const { min, max } = valueRange({ min: 0, max: 10 }, 12, 4);
    expect(min).toBeLessThan(0);
    expect(max).toBeGreaterThan(12);
    const flat = valueRange({ min: 5, max: 5 }, null, 6);
    expect(flat.max - flat.min).toBeGreaterThanOrEqual(6);
    expect(valueRange(null, null, 6)).toEqual({ min: 0, max: 6 });
  });

  it('leaves a far target out', () => {
    expect(valueRange({ min: 0, max: 10 }, 40, 4).max).toBeLessThan(12);
  });
});

describe('united', () => {
  it('is both, or the one there is', () => {
    expect(united({ min: 1, max: 3 }, { min: 2, max: 5 })).toEqual({ min: 1, max: 5 });
    expect(united(null, { min: 2, max: 5 })).toEqual({ min: 2, max: 5 });
    expect(united(null, null)).toBeNull();
  });
});

describe('timeStep', () => {
  it('is whole minutes that leave room for the labels', () => {
    expect(timeStep(120 * 60_000, 450)).toBe(30 * 60_000);
    expect(timeStep(10 * 60_000, 900)).toBe(60_000);
  });
});
