import type { Mark } from '../../../contract/fleet.ts';
import type { Priority } from '../../../contract/alarm.ts';
import { fold, letters } from './fold.ts';

export const KINDS = ['route', 'van', 'driver', 'stop', 'alarm', 'command'] as const;
export type Kind = (typeof KINDS)[number];

/** What the palette can find. */
export interface Entry {
  /** One for each thing, over openings: `route:70`. */
  readonly id: string;
  readonly kind: Kind;
  /** What is shown, in NFC. */
  readonly text: string;
  /** Its own name within the text's words, folded: a route is called `70` though `Route 70` is shown. */
  readonly name: string;
  /** Beside the text; found too, after the text. */
  readonly detail: string;
  readonly folded: string;
  readonly foldedDetail: string;
  /** Bits of each, from `letters`. */
  readonly letters: number;
  readonly detailLetters: number;
  /** How the route stands; null where it is about none. */
  readonly mark: Mark | null;
  readonly priority: Priority | null;
  /** An alarm that nobody has acknowledged. */
  readonly urgent: boolean;
  /** At the row's end: a key, a time. */
  readonly end: string;
  readonly run: () => void;
}

export interface EntryParts {
  readonly id: string;
  readonly kind: Kind;
  readonly text: string;
  readonly name?: string;
  readonly detail?: string;
  readonly mark?: Mark | null;
  readonly priority?: Priority | null;
  readonly urgent?: boolean;
  readonly end?: string;
  readonly run: () => void;
}

export function createEntry(parts: EntryParts): Entry {
  const text = parts.text.normalize('NFC');
  const detail = (parts.detail ?? '').normalize('NFC');
  const folded = fold(text);
  const foldedDetail = fold(detail);
  return {
    id: parts.id,
    kind: parts.kind,
    text,
    name: parts.name === undefined ? folded : fold(parts.name.normalize('NFC')),
    detail,
    folded,
    foldedDetail,
    letters: letters(folded),
    detailLetters: letters(foldedDetail),
    mark: parts.mark ?? null,
    priority: parts.priority ?? null,
    urgent: parts.urgent ?? false,
    end: parts.end ?? '',
    run: parts.run,
  };
}
