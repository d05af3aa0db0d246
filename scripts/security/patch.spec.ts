import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { root } from '../lib/root.ts';
import { ITEMS } from './items.ts';
import { undo } from './patch.ts';
import type { Undo } from './item.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'routewatch-patch-'));
  writeFileSync(join(folder, 'a.ts'), 'one two three two');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const text = (): string => readFileSync(join(folder, 'a.ts'), 'utf8');

test('undoes and does again', () => {
  const undone = undo(folder, [
    { file: 'a.ts', from: 'one', to: '$&' },
    { file: 'a.ts', from: 'three', to: '' },
  ]);
  expect(text()).toBe('$& two  two');
  undone.dispose();
  expect(text()).toBe('one two three two');
});

test.each(['none', 'two'])('text that is not there once is an error, and leaves nothing: %s', (from) => {
  const patches = [
    { file: 'a.ts', from: 'one', to: '' },
    { file: 'a.ts', from, to: '' },
  ];
  expect(() => undo(folder, patches)).toThrow('no longer applies');
  expect(text()).toBe('one two three two');
});

test('every patch of the list still applies, and every line has a check or says why it has none', () => {
  const ids = ITEMS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, undo: undone = [], unit, live, none, kept } of ITEMS) {
    expect(none !== undefined || unit !== undefined || live !== undefined, id).toBe(true);
    const patches = Array.isArray(undone) ? (undone as readonly Undo[]) : [undone as Undo];
    expect(none !== undefined || kept !== undefined || patches.length > 0, id).toBe(true);
    for (const { file, from } of patches)
      expect(readFileSync(join(root, file), 'utf8').split(from), `${id}: ${file}`).toHaveLength(2);
  }
});
