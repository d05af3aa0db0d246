import type { EndToEndCheck, Item, UnitCheck } from './item.ts';
import type { Outcome } from './outcome.ts';

export interface Row {
  readonly item: Item;
  readonly unit: Outcome | null;
  readonly live: Outcome | null;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const word = (outcome: Outcome): string =>
  outcome.is === 'passed'
    ? 'holds'
    : outcome.is === 'failed'
      ? `**FAILS** ${outcome.why}`
      : `not run: ${outcome.why}`;
const named = (check: UnitCheck | EndToEndCheck): string =>
  `${'project' in check ? `e2e ${check.project}: ` : ''}${check.file}, "${check.name}"`;

/** The README's table: each line of the list, what holds it, what checks it, and what came of that just now. */
export function table(rows: readonly Row[]): string {
  const lines = rows.map(({ item, unit, live }) => {
    const checks = [item.unit, item.live].filter((check) => check !== undefined).map(named);
    const outcomes = [unit, live].filter((outcome) => outcome !== null);
    const said = outcomes.map(word);
    const result = item.none ?? [...new Set(said)].join('; ');
    return [item.says, item.where === '-' ? '-' : `\`${item.where}\``, checks.join('<br>') || '-', result];
  });
  return [['what', 'held by', 'checked by', 'now'], ['---', '---', '---', '---'], ...lines]
    .map((cells) => `| ${cells.map(cell).join(' | ')} |`)
    .join('\n');
}
