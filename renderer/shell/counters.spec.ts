import { expect, test } from 'vitest';
import { createStrings } from '../../contract/strings/index.ts';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { counterLines, counterName, groupOf } from './counters.ts';

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

test('every kind that main counts has its words and its group', () => {
  const root = join(import.meta.dirname, '../../main/console');
  const sources = globSync('**/*.ts', { cwd: root }).filter((file) => !/\.spec\.ts$|^testing\//.test(file));
  const text = sources.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
  const said = [
    ...text.matchAll(/bump\(\s*(?:'([^']+)'|`([^`]+)`)|do: 'count', kind: '([^']+)'|'(bad-[a-z-]+)'/g),
  ];
  const kinds = said.map(([, plain, template, counted, bad]) =>
    (plain ?? template ?? counted ?? bad ?? '')
      .replace(/\$\{event\}/g, 'sub')
      .replace(/\$\{.*?\}/g, 'closed'),
  );
  expect(kinds.length).toBeGreaterThan(30);
  const wordless = kinds.filter((kind) => groupOf(kind) === 'other' || counterName(kind, strings) === kind);
  // An outcome of a notification is one of five, each with its own words.
  expect(wordless.filter((kind) => kind !== 'notification-closed')).toEqual([]);
});
