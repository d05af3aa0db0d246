const PLAIN = /^[\x20-\x7e]*$/;

/**
 * Lower case without accents, one unit for each unit of the NFC text, so that a place in one is the same place in the other:
 * `Koç` is found by `koc`, `Οδός` by `οδος`.
 */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  const whole = bare(text);
  // Almost always; where a unit falls into several, each is looked at alone.
  if (whole.length === text.length) return whole;
  let folded = '';
  for (let i = 0; i < text.length; i += 1) folded += foldUnit(text.charAt(i));
  return folded;
}

const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

function foldUnit(unit: string): string {
  const one = bare(unit);
  return one.length === 1 ? one : unit;
}

/** Which letters and figures a folded text holds, as bits of one number: a term with a bit that the text lacks is not in it. */
export function letters(folded: string): number {
  let bits = 0;
  for (let i = 0; i < folded.length; i += 1) bits |= 1 << (folded.charCodeAt(i) & 31);
  return bits;
}

/** A word begins here: at the start, after what is neither letter nor figure, or where letters and figures meet. */
export function startsWord(folded: string, at: number): boolean {
  if (at === 0) return true;
  const before = kindOf(folded.charCodeAt(at - 1));
  const here = kindOf(folded.charCodeAt(at));
  return here !== 0 && before !== here;
}

export const isWordUnit = (code: number): boolean => kindOf(code) !== 0;

const kindOf = (code: number): 0 | 1 | 2 =>
  code >= 48 && code <= 57 ? 1 : (code >= 97 && code <= 122) || code > 127 ? 2 : 0;
