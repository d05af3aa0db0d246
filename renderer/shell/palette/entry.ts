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
  /** Asked for when the entry is first looked at. */
  readonly detail?: () => string;
  readonly mark?: Mark | null;
  readonly priority?: Priority | null;
  readonly urgent?: boolean;
  readonly end?: () => string;
  readonly run: () => void;
}

export const createEntry = (parts: EntryParts): Entry => new LazyEntry(parts);

/**
 * Works out what it is found by when it is first asked: a fleet of 5,000 routes is 20,000 entries, and the key that opens the
 * palette must not wait for the words of all of them when it lists a dozen.
 */
class LazyEntry implements Entry {
  readonly #parts: EntryParts;
  #text: string | undefined;
  #name: string | undefined;
  #detail: string | undefined;
  #folded: string | undefined;
  #foldedDetail: string | undefined;
  #letters: number | undefined;
  #detailLetters: number | undefined;

  constructor(parts: EntryParts) {
    this.#parts = parts;
  }

  get id(): string {
    return this.#parts.id;
  }
  get kind(): Kind {
    return this.#parts.kind;
  }
  get text(): string {
    return (this.#text ??= this.#parts.text.normalize('NFC'));
  }
  get name(): string {
    const { name } = this.#parts;
    return (this.#name ??= name === undefined ? this.folded : fold(name.normalize('NFC')));
  }
  get detail(): string {
    return (this.#detail ??= (this.#parts.detail?.() ?? '').normalize('NFC'));
  }
  get folded(): string {
    return (this.#folded ??= fold(this.text));
  }
  get foldedDetail(): string {
    return (this.#foldedDetail ??= fold(this.detail));
  }
  get letters(): number {
    return (this.#letters ??= letters(this.folded));
  }
  get detailLetters(): number {
    return (this.#detailLetters ??= letters(this.foldedDetail));
  }
  get mark(): Mark | null {
    return this.#parts.mark ?? null;
  }
  get priority(): Priority | null {
    return this.#parts.priority ?? null;
  }
  get urgent(): boolean {
    return this.#parts.urgent ?? false;
  }
  get end(): string {
    return this.#parts.end?.() ?? '';
  }
  get run(): () => void {
    return this.#parts.run;
  }
}
