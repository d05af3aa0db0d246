import { expect, test } from 'vitest';
import { keystrokes, paletteEntries, paletteFleet, TYPED } from './palette.ts';

test('the measured fleet has something of every kind to find, and every keystroke is measured', () => {
  const entries = paletteEntries(paletteFleet(40, 1));
  const kinds = new Set(entries.map((entry) => entry.kind));
  expect([...kinds].sort()).toEqual(['alarm', 'driver', 'route', 'stop', 'van']);
  expect(keystrokes(entries)).toHaveLength(TYPED.join('').length);
});
