import type { RuleInfo } from '../../../contract/alarm/overview.ts';

/** What is offered, seconds: 15 min, 1 h, 4 h and a shift. */
export const SHIFT_S = 8 * 3_600;
const OFFERED = [900, 3_600, 4 * 3_600, SHIFT_S];

export interface ShelfTimes {
  /** Seconds, ascending; empty where the rule allows none. */
  readonly choices: readonly number[];
  /** Seconds; one of the choices, null where there is none. */
  readonly proposed: number | null;
  /** Seconds; null where the rule is not known here: the gateway decides. */
  readonly most: number | null;
}

/** The usual times up to the rule's limit, and the limit itself where it is none of them. */
export function shelfTimes(rule: RuleInfo | null): ShelfTimes {
  if (rule === null) return { choices: OFFERED, proposed: OFFERED[0] ?? null, most: null };
  const { most, proposed } = rule.shelve;
  const usual = OFFERED.filter((seconds) => seconds <= most);
  const choices = most > 0 && most < SHIFT_S && !usual.includes(most) ? [...usual, most] : usual;
  // The longest that is not longer than proposed: nothing is hidden for longer than it has to be.
  const fitting = choices.findLast((seconds) => seconds <= proposed) ?? choices[0] ?? null;
  return { choices, proposed: fitting, most };
}
