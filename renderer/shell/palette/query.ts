import { fold, letters } from './fold.ts';
import type { Kind } from './entry.ts';

/** First sign of a query -> what alone is asked for. */
export const PREFIXES = { '>': 'command', '#': 'route', '@': 'driver', '!': 'alarm' } as const;

const kindOf = (sign: string): Kind | null =>
  Object.hasOwn(PREFIXES, sign) ? PREFIXES[sign as keyof typeof PREFIXES] : null;

export interface Term {
  /** Folded, without blanks. */
  readonly text: string;
  /** Its bits, from `letters`. */
  readonly letters: number;
}

export interface Query {
  /** null asks for every kind. */
  readonly kind: Kind | null;
  /** Each must be found. */
  readonly terms: readonly Term[];
}

export function parseQuery(typed: string): Query {
  const text = typed.trimStart().normalize('NFC');
  const kind = kindOf(text.charAt(0));
  const terms = fold(kind === null ? text : text.slice(1))
    .split(/\s+/)
    .filter((term) => term !== '')
    .map((term) => ({ text: term, letters: letters(term) }));
  return { kind, terms };
}

/** Whatever `next` finds, `before` found too: only that must be looked at again. */
export function narrows(next: Query, before: Query): boolean {
  return (
    (before.kind === null || before.kind === next.kind) &&
    before.terms.every((term) => next.terms.some((longer) => longer.text.includes(term.text)))
  );
}
