import type { Entry, Kind } from './entry.ts';
import { joined, matchTerm, type Range } from './match.ts';
import { narrows, parseQuery, type Query, type Term } from './query.ts';

export interface Found {
  readonly entry: Entry;
  readonly score: number;
}

export interface Results {
  /** Best first, at most `limit`. */
  readonly best: readonly Found[];
  /** How many there are in all. */
  readonly count: number;
}

/** Between equally good ones: what is asked for most often comes first. Under one way of matching (1000). */
const KIND_BONUS: Readonly<Record<Kind, number>> = {
  route: 500,
  van: 400,
  driver: 300,
  command: 250,
  alarm: 200,
  stop: 0,
};
/** The name itself (`70` of `Route 70`) is more than any word of a text. */
const NAMED = 6000;
/** In the detail only: less than in the text, whichever way. */
const DETAIL_SHARE = 0.15;
const RECENT_BONUS = 600;
const PREPARED_AT_ONCE = 250;

/** Keystroke by keystroke over one snapshot of entries; a query that only goes on looks at what the last one left. */
export class PaletteSearch {
  readonly #entries: readonly Entry[];
  readonly #recent: ReadonlySet<string>;
  #last: { readonly query: Query; readonly left: readonly Entry[] } | null = null;
  #ready = 0;

  constructor(entries: readonly Entry[], recent: readonly string[] = []) {
    this.#entries = entries;
    this.#recent = new Set(recent);
  }

  /**
   * Works out what the next entries are found by, for `budget` milliseconds of `now`; true when all are. Between the key that
   * opens and the first letter there is time for it, in the first letter itself there is not.
   */
  prepare(budget: number, now: () => number): boolean {
    const until = now() + budget;
    while (this.#ready < this.#entries.length) {
      for (const entry of this.#entries.slice(this.#ready, this.#ready + PREPARED_AT_ONCE))
        void [entry.name, entry.letters, entry.detailLetters];
      this.#ready += PREPARED_AT_ONCE;
      if (now() >= until) break;
    }
    return this.#ready >= this.#entries.length;
  }

  /** @param limit rows wanted, at least 1 */
  find(typed: string, limit: number): Results {
    const query = parseQuery(typed);
    const from = this.#last !== null && narrows(query, this.#last.query) ? this.#last.left : this.#entries;
    const best: Found[] = [];
    const left: Entry[] = [];
    for (const entry of from) {
      const score = scoreOf(entry, query);
      if (score === null) continue;
      left.push(entry);
      keepBest(best, { entry, score: this.#recent.has(entry.id) ? score + RECENT_BONUS : score }, limit);
    }
    this.#last = { query, left };
    return { best, count: left.length };
  }
}

function scoreOf(entry: Entry, query: Query): number | null {
  if (query.kind !== null && entry.kind !== query.kind) return null;
  let score = KIND_BONUS[entry.kind];
  for (const term of query.terms) {
    const one = termScore(entry, term);
    if (one === null) return null;
    score += one;
  }
  return score;
}

function termScore(entry: Entry, { text, letters }: Term): number | null {
  if (text === entry.name) return NAMED;
  const inText = (letters & ~entry.letters) === 0 ? matchTerm(entry.folded, text) : null;
  if (inText !== null) return inText.score;
  const inDetail = (letters & ~entry.detailLetters) === 0 ? matchTerm(entry.foldedDetail, text) : null;
  return inDetail === null ? null : inDetail.score * DETAIL_SHARE;
}

/** `best` stays sorted and within the limit; of equals the one that came first stays first. */
function keepBest(best: Found[], found: Found, limit: number): void {
  if (best.length === limit && found.score <= (best[limit - 1]?.score ?? 0)) return;
  let low = 0;
  let high = best.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((best[middle]?.score ?? 0) >= found.score) low = middle + 1;
    else high = middle;
  }
  best.splice(low, 0, found);
  if (best.length > limit) best.pop();
}

export interface Highlight {
  readonly text: readonly Range[];
  readonly detail: readonly Range[];
}

/** What of a found entry is marked: each term in the text, in the detail where the text has it not. */
export function highlight(entry: Entry, typed: string): Highlight {
  const text: Range[] = [];
  const detail: Range[] = [];
  for (const { text: term } of parseQuery(typed).terms) {
    const inText = matchTerm(entry.folded, term);
    if (inText !== null) text.push(...inText.ranges);
    else detail.push(...(matchTerm(entry.foldedDetail, term)?.ranges ?? []));
  }
  return { text: joined(text), detail: joined(detail) };
}
