import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRules } from './read.ts';
import type { RuleSet } from './rule.ts';

/**
 * For specs of what happens to alarms: rules that ask at once, so that a spec says what it means in a line. What the gateway comes
 * with is tuned for people and has specs of its own.
 */
export const PLAIN_RULES_FILE = join(import.meta.dirname, 'plain.fixture.json');

export function plainRules(): RuleSet {
  const read = readRules(readFileSync(PLAIN_RULES_FILE, 'utf8'), []);
  if (!read.ok) throw new Error(`the rules of the specs: ${read.error.message}`);
  return { ...read.value, version: null };
}
