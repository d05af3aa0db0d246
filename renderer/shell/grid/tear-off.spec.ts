import { expect, test } from 'vitest';
import { windowIdOf } from './tear-off.ts';

const UUID = '01234567-89ab-cdef-0123-456789abcdef';

test('a page is the window of its address, and the main one for anything that is no id', () => {
  expect(windowIdOf(`?window=${UUID}`)).toBe(UUID);
  for (const id of ['', '../main', 'https://evil.example/', 'javascript:alert(1)', `${UUID}/..`, `${UUID}\n`])
    expect(windowIdOf(`?window=${encodeURIComponent(id)}`), id).toBe('main');
});
