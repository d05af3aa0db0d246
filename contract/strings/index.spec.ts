import { expect, test } from 'vitest';
import { createStrings } from './index.ts';

const strings = createStrings('en-GB', 'America/Chicago');
const { t, format } = strings;

test('parameters are put in, and plurals chosen', () => {
  expect(t('link.nextTry', { in: '8 s' })).toBe('next try in 8 s');
  expect(t('link.remaining', { n: 1 })).toBe('1 change to come');
  expect(t('link.remaining', { n: 3 })).toBe('3 changes to come');
});

test('a language without a catalogue reads English words', () => {
  const { t, language } = createStrings('fi-FI');
  expect([t('link.signed-out'), language]).toEqual(['Signed out', 'en']);
});

test.each([
  [null, 'unknown'],
  [0, '0 min'],
  [29, '0 min'],
  [720, '+12 min'],
  [-164, '\u22123 min'],
  [90, '+2 min'],
  [-90, '\u22122 min'],
])('adherence of %s s is %s', (seconds, text) => {
  expect(format.adherence(seconds)).toBe(text);
});

test.each([
  [-5, '0 s'],
  [8_999, '8 s'],
  [59_999, '59 s'],
  [6 * 60_000, '6 min'],
  [125 * 60_000, '2 h 5 min'],
  [3 * 86_400_000, '3 days'],
])('an age of %s ms is %s', (ms, text) => {
  expect(format.age(ms)).toBe(text);
});

test('clocks are in the zone of the fleet', () => {
  const at = Date.UTC(2016, 11, 16, 20, 5, 9);
  expect(format.clock(at)).toBe('14:05');
  expect(format.clockSeconds(at)).toBe('14:05:09');
  expect(format.date(at)).toBe('16 Dec 2016');
});

test('figures keep their decimals', () => {
  expect(format.number(3, 1)).toBe('3.0');
  expect(format.number(-3)).toBe('\u22123');
  expect(format.number(null)).toBe('\u2013');
  expect(format.share(0.944)).toBe('94 %');
  expect(format.distance(240.4)).toBe('240 m');
  expect(format.distance(1_440)).toBe('1.4 km');
});
