import { expect, test } from 'vitest';
import { restartBudget } from './restart-budget.ts';

test('three in five minutes, and again when the oldest is past', () => {
  const budget = restartBudget();
  expect([0, 1_000, 2_000].map((now) => budget.allow(now))).toEqual([true, true, true]);
  expect(budget.allow(3_000)).toBe(false);
  expect(budget.allow(299_999)).toBe(false);
  expect(budget.allow(300_000)).toBe(true);
  expect(budget.allow(300_500)).toBe(false);
});
