import { expect, test } from 'vitest';
import { licences } from './licences.ts';
import { root } from './lib/root.ts';

test('our licence comes first, then every package that is brought along, each with its text', () => {
  const text = licences(root);
  expect(text.startsWith('routewatch ')).toBe(true);
  const parts = text.split(`${'-'.repeat(78)}\n`);
  for (const name of [
    'svelte',
    'maplibre-gl',
    'socket.io-client',
    'engine.io-client',
    '@fontsource-variable/inter',
  ])
    expect(
      parts.some((part) => part.trim().startsWith(`${name} `)),
      name,
    ).toBe(true);
  const bare = parts.filter((part) => part.trim().split('\n').length < 3);
  expect(bare).toEqual([]);
});
