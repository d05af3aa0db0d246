import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, letters, startsWord } from './fold.ts';
import { joined, matchTerm } from './match.ts';

const score = (text: string, term: string): number => matchTerm(fold(text), fold(term))?.score ?? -1;
const marked = (text: string, term: string): string =>
  (matchTerm(fold(text), fold(term))?.ranges ?? []).map(([from, to]) => text.slice(from, to)).join('|');

describe('fold', () => {
  it('finds a name as a keyboard without its accents writes it', () => {
    expect(fold('Emre Koç')).toBe('emre koc');
    expect(fold('Siobhán')).toBe('siobhan');
    expect(fold('Οδός Ερμού')).toBe('οδος ερμου');
    expect(fold('Шевченко Й')).toBe('шевченко и');
  });

  it('keeps the place of every unit', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => fold(text).length === text.length));
  });

  it('never rejects by letters what is there', () => {
    const of = fc.string({ unit: 'grapheme', maxLength: 20 });
    fc.assert(
      fc.property(of, of, of, (a, b, c) => (letters(fold(b)) & ~letters(fold(a) + fold(b) + fold(c))) === 0),
    );
  });

  it('sees a word begin after a blank and where figures begin', () => {
    const starts = [...'van 12b'].flatMap((_, i) => (startsWord('van 12b', i) ? [i] : []));
    expect(starts).toEqual([0, 4, 6]);
  });
});

describe('matchTerm', () => {
  it('puts whole text over word over start of a word over inside over initials', () => {
    const order = [
      score('70', '70'),
      score('Route 70', '70'),
      score('Route 700', '70'),
      score('Route 170', '70'),
      score('Show late', 'shla'),
    ];
    expect([...order].sort((a, b) => b - a)).toEqual(order);
    expect(new Set(order).size).toBe(order.length);
    expect(order.every((value) => value >= 0)).toBe(true);
  });

  it('takes the better of two places, and the earlier and shorter of two texts', () => {
    expect(marked('Atlantic Lan', 'lan')).toBe('Lan');
    expect(score('Linden Rd', 'lind')).toBeGreaterThan(score('12 Linden Rd', 'lind'));
    expect(score('Linden', 'lind')).toBeGreaterThan(score('Lindenhof', 'lind'));
  });

  it('goes on within a word or jumps to the next, and turns back where that fails', () => {
    expect(marked('Acknowledge the alarm', 'ackal')).toBe('Ack|al');
    expect(marked('Show the silent stops', 'sst')).toBe('S|st');
    expect(marked('Close map', 'cmap')).toBe('C|map');
    expect(matchTerm('close map', 'cp')).toBeNull();
    expect(matchTerm('linden', 'nl')).toBeNull();
  });

  it('has its ranges spell the term, whatever the text', () => {
    const words = fc.array(fc.constantFrom('ab', 'ba', 'a1', 'b 2', 'aab'), { maxLength: 8 });
    fc.assert(
      fc.property(
        words.map((w) => w.join(' ')),
        fc.string({ unit: fc.constantFrom('a', 'b', '1'), minLength: 1, maxLength: 4 }),
        (text, term) => {
          const match = matchTerm(text, term);
          if (match === null) return !text.includes(term);
          return (
            match.ranges.map(([from, to]) => text.slice(from, to)).join('') === term && match.score < 6000
          );
        },
      ),
    );
  });

  it('gives up in time on a text made to be slow', () => {
    const begun = performance.now();
    expect(matchTerm('a '.repeat(500), 'aaaaaaaaaaaaaab')).toBeNull();
    expect(performance.now() - begun).toBeLessThan(50);
  });
});

describe('joined', () => {
  it('is ascending and apart', () => {
    expect(
      joined([
        [4, 6],
        [0, 2],
        [1, 3],
      ]),
    ).toEqual([
      [0, 3],
      [4, 6],
    ]);
  });
});
