import { expect, test } from 'vitest';
import { deskNameOf } from './desk-name.ts';

const desk = { role: 'dispatcher', user: 'ana' };
test.each([
  ['Desk 2', desk, 'pc-7', 'Desk 2'],
  ['  ', desk, 'pc-7', 'pc-7'],
  ['', { role: 'wall', user: 'wall-hall' }, 'pc-7', 'wall-hall'],
  ['Hall', { role: 'wall', user: 'wall-hall' }, 'pc-7', 'Hall'],
  ['', { role: null, user: null }, '', 'console'],
  ['', desk, 'x'.repeat(80), 'x'.repeat(64)],
])('"%s" of %j on %s is %s', (chosen, link, computer, name) => {
  expect(deskNameOf(chosen, link, computer)).toBe(name);
});
