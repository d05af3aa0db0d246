import { isWordUnit, startsWord } from './fold.ts';

/** From and to (one past), in units of the text. */
export type Range = readonly [from: number, to: number];

export interface Match {
  /** How well, 0 to 5000; a better way of matching is always more than a worse one. */
  readonly score: number;
  /** Ascending, apart. */
  readonly ranges: readonly Range[];
}

/** Ways of matching, best first; the finer score within one stays under 1000. */
const WHOLE = 5000;
const WORD = 4000;
const WORD_START = 3000;
const INSIDE = 2000;
const INITIALS = 1000;
const FINEST = 999;
/** Words of a text after which a start of a word is no worse any more. */
const FAR = 400;

/**
 * One term in one text, both folded: the whole text, a whole word, the start of a word, inside a word, or its letters at
 * the starts of words in order (in `dark theme`: `dt` and `dathe`, not `dtm`). Null where it is not there.
 */
export function matchTerm(text: string, term: string): Match | null {
  if (term.length > text.length) return null;
  const first = text.indexOf(term);
  if (first === -1) return initials(text, term);
  if (term.length === text.length) return { score: WHOLE, ranges: [[0, term.length]] };
  let best = -1;
  let place = first;
  for (let at = first; at !== -1 && best < WORD; at = text.indexOf(term, at + 1)) {
    const score = placeScore(text, term, at);
    if (score <= best) continue;
    best = score;
    place = at;
  }
  return { score: best, ranges: [[place, place + term.length]] };
}

function placeScore(text: string, term: string, at: number): number {
  const end = at + term.length;
  const fine = FINEST - Math.min(FAR, at) - Math.min(FAR, text.length - term.length);
  if (!startsWord(text, at)) return INSIDE + fine;
  return (
    (end === text.length || startsWord(text, end) || !isWordUnit(text.charCodeAt(end)) ? WORD : WORD_START) +
    fine
  );
}

/** Tries each word start in turn: go on in this word, or jump to a later one. The tries are bounded, so that no text is slow. */
function initials(text: string, term: string): Match | null {
  if (term.length < 2 || !inOrder(text, term)) return null;
  const places: number[] = [];
  let tries = 200;
  const from = (at: number, done: number): boolean => {
    if (done === term.length) return true;
    tries -= 1;
    if (tries < 0) return false;
    if (done > 0 && text[at] === term[done] && take(at, done)) return true;
    for (let i = done === 0 ? 0 : at + 1; i < text.length && tries >= 0; i += 1) {
      if (text[i] === term[done] && startsWord(text, i) && take(i, done)) return true;
    }
    return false;
  };
  const take = (at: number, done: number): boolean => {
    places[done] = at;
    return from(at + 1, done + 1);
  };
  if (!from(0, 0)) return null;
  const ranges = runs(places.slice(0, term.length));
  const span = (places[term.length - 1] ?? 0) - (places[0] ?? 0);
  return { score: INITIALS + FINEST - Math.min(FAR, span) - 50 * Math.min(8, ranges.length), ranges };
}

/** Most texts fail here, at a fraction of the price. */
function inOrder(text: string, term: string): boolean {
  let at = -1;
  for (let i = 0; i < term.length; i += 1) {
    at = text.indexOf(term.charAt(i), at + 1);
    if (at === -1) return false;
  }
  return true;
}

function runs(places: readonly number[]): Range[] {
  const ranges: [number, number][] = [];
  for (const at of places) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === at) last[1] = at + 1;
    else ranges.push([at, at + 1]);
  }
  return ranges;
}

/** Ranges of several terms in one text as ascending ranges that do not touch. */
export function joined(ranges: readonly Range[]): Range[] {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const out: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = out.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}
