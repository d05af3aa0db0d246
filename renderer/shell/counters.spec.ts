import { expect, test } from 'vitest';
import { createStrings } from '../../contract/strings/index.ts';
import { counterLines, counterName } from './counters.ts';

const strings = createStrings('en-GB', 'UTC');

test.each([
  ['notification-unsupported', 'notifications that this system cannot show'],
  ['bad-capacity', 'messages not understood: capacity'],
  ['sse-silent', 'capacity line given up as silent'],
  ['sse-503', 'capacity refused: 503'],
  ['something-new', 'something-new'],
])('%s is said as "%s"', (kind, words) => {
  expect(counterName(kind, strings)).toBe(words);
});

test('lines keep their order while counts rise', () => {
  const before = counterLines({ 'window-slow': 1, 'delta-gap': 1_500 }, strings);
  expect(before.map(({ kind, count }) => [kind, count])).toEqual([
    ['window-slow', '1'],
    ['delta-gap', '1,500'],
  ]);
  const after = counterLines({ 'window-slow': 9_000, 'delta-gap': 1_500 }, strings);
  expect(after.map(({ kind }) => kind)).toEqual(before.map(({ kind }) => kind));
});
