import { expect, test } from 'vitest';
import type { RuleInfo } from '../../../contract/alarm/overview.ts';
import { shelfTimes } from './shelving.ts';

const rule = (proposed: number, most: number): RuleInfo => ({
  id: 'late',
  rule: 'late',
  priority: 2,
  title: null,
  runbook: null,
  shelve: { proposed, most },
  escalate: { desks: 60, supervisor: 300 },
});

test.each([
  [rule(3_600, 8 * 3_600), [900, 3_600, 14_400, 28_800], 3_600],
  [rule(3_600, 7_200), [900, 3_600, 7_200], 3_600],
  [rule(5, 10), [10], 10],
  [rule(600, 24 * 3_600), [900, 3_600, 14_400, 28_800], 900],
  [rule(0, 0), [], null],
])('no time beyond the rule is offered: %#', (of, choices, proposed) => {
  expect(shelfTimes(of)).toMatchObject({ choices, proposed, most: of.shelve.most });
});

test('of a rule that is not known here the gateway decides', () => {
  expect(shelfTimes(null)).toEqual({ choices: [900, 3_600, 14_400, 28_800], proposed: 900, most: null });
});
