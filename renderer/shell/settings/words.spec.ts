import { expect, test } from 'vitest';
import { SETTING_DEFAULTS, SETTINGS } from '../../../contract/settings.ts';
import { createStrings } from '../../../contract/strings/index.ts';
import { choiceName, invalidText, matching, numberIn, refusalText, refusedText, valueText } from './words.ts';

const en = createStrings('en-GB', 'UTC');
const de = createStrings('de-DE', 'UTC');

test.each([
  ['English', en],
  ['German', de],
])('every choice has its word in %s', (_, strings) => {
  for (const spec of SETTINGS) {
    expect(valueText(spec.key, SETTING_DEFAULTS[spec.key], strings)).not.toBe('');
    if (spec.kind !== 'choice') continue;
    const words = spec.choices.map((choice) => choiceName(spec.key, choice, strings));
    expect(new Set(words).size).toBe(words.length);
    expect(words.every((word) => typeof word === 'string' && word.length > 1)).toBe(true);
  }
});

test.each([
  ['', en, SETTINGS.map(({ key }) => key)],
  ['blink', en, ['motion']],
  ['ROWS height', en, ['density']],
  ['24', en, ['clock']],
  ['groesse', de, []],
  ['große', de, ['textSize']],
  ['grosse', de, []],
  ['schriftgröße', de, ['textSize']],
  ['schriftgro', de, ['textSize']],
  ['blink', de, ['motion']],
  ['strassen', de, []],
  ['karte', de, ['textSize', 'mapLabels']],
  ['theme', de, []],
])('"%s" finds its settings in the language shown', (query, strings, found) => {
  expect(matching(query, strings).map(({ key }) => key)).toEqual(found);
});

test.each([
  ['120', 120],
  [' 90 % ', 90],
  ['1e2', null],
  ['-90', null],
  ['', null],
  ['99.5', null],
  ['9999999', null],
])('"%s" is the number %s', (text, number) => {
  expect(numberIn(text)).toBe(number);
});

test('what cannot be used is named with field and value', () => {
  expect(invalidText('textSize', '“9”', en)).toBe('Text size: “9” is not a whole number from 90 to 150 %');
  expect(refusedText({ key: 'theme', value: '"pink"', why: 'value' }, en)).toBe(
    'Theme: "pink" is none of dark, light, contrast, system',
  );
  expect(refusedText({ key: 'sound', value: '1', why: 'unknown' }, de)).toBe(
    'sound: diese Einstellung gibt es nicht',
  );
  expect(refusalText({ code: 'version', version: '9' }, 'a.json', en)).toContain(
    'version 9, this Routewatch reads version 1',
  );
});
