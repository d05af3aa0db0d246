import { expect, test } from 'vitest';
import { pairDe, pairEn, pairWords } from './pair.ts';

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['de', 'de'],
  ['de-AT,de;q=0.9,en;q=0.8', 'de'],
  ['en-GB,de;q=0.9', 'en'],
  ['fr-FR,fr;q=0.9,de;q=0.5,en;q=0.4', 'de'],
  ['en;q=0.2, DE-ch;q=0.7', 'de'],
  ['de;q=0', 'en'],
  ['de;q=2', 'en'],
  ['den', 'en'],
  ['*', 'en'],
] as const)('%s is %s', (header, language) => {
  expect(pairWords(header).language).toBe(language);
});

test('every word is there in German, and is another', () => {
  for (const [key, word] of Object.entries(pairDe)) {
    expect(word.trim(), key).not.toBe('');
    if (key !== 'code') expect(word, key).not.toBe(pairEn[key as keyof typeof pairEn]);
  }
});
