import { expect, test } from 'vitest';
import { FakeClock } from '../testing/clock.ts';
import { COMES_BACK, Pages } from './pages.ts';

test('a window without a page is told after the time of a reload, and no more once it has one', () => {
  const clock = new FakeClock();
  const told: string[][] = [];
  const pages: Pages = new Pages(clock, () => void told.push(pages.without(['main', 'a'])));
  const main = pages.attached('main');
  clock.advance(COMES_BACK);
  expect(told.at(-1)).toEqual(['a']);
  const a = pages.attached('a');
  expect(told.at(-1)).toEqual([]);
  a.dispose();
  clock.advance(COMES_BACK - 1);
  pages.attached('a');
  clock.advance(COMES_BACK);
  expect(told.at(-1), 'reloaded in time').toEqual([]);
  const second = pages.attached('main');
  main.dispose();
  clock.advance(COMES_BACK);
  expect(told.at(-1), 'another tab still has it').toEqual([]);
  second.dispose();
  expect(clock.pending).toBe(1);
  pages.dispose();
  expect(clock.pending).toBe(0);
});
