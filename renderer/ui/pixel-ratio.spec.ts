import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchPixelRatio } from './pixel-ratio.ts';

let asked: { readonly query: string; readonly list: EventTarget }[];
beforeEach(() => {
  asked = [];
  vi.stubGlobal('devicePixelRatio', 1);
  vi.stubGlobal('matchMedia', (query: string) => {
    const list = new EventTarget();
    asked.push({ query, list });
    return list;
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});
const move = (ratio: number): void => {
  vi.stubGlobal('devicePixelRatio', ratio);
  asked.at(-1)?.list.dispatchEvent(new Event('change'));
};

it('tells each change, the second too, and nothing after its end', () => {
  const heard: number[] = [];
  const watch = watchPixelRatio((ratio) => heard.push(ratio));
  move(2);
  move(1.5);
  expect(heard).toEqual([2, 1.5]);
  expect(asked.map(({ query }) => query)).toEqual([
    '(resolution: 1dppx)',
    '(resolution: 2dppx)',
    '(resolution: 1.5dppx)',
  ]);
  watch.dispose();
  move(1);
  expect(heard).toEqual([2, 1.5]);
});
