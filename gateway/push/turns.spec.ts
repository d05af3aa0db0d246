import { expect, it } from 'vitest';
import { Turns } from './turns.ts';

const turn = () => new Promise((resolve) => setImmediate(resolve));
/** Holds the thread, as making a large answer does. */
const busy = (ms: number) => {
  const end = performance.now() + ms;
  while (performance.now() < end);
};

it('first come, first served, never inside of the call', async () => {
  const turns = new Turns(10);
  const done: number[] = [];
  for (const n of [1, 2, 3]) expect(turns.take(() => done.push(n))).toBe(true);
  expect(done).toEqual([]);
  expect(turns.waiting).toBe(3);
  await turn();
  expect(done).toEqual([1, 2, 3]);
  expect(turns.waiting).toBe(0);
});

it('lets timers have their say between long answers', async () => {
  const turns = new Turns(100);
  const order: string[] = [];
  for (let n = 0; n < 8; n += 1) {
    turns.take(() => {
      busy(5);
      order.push('answer');
    });
  }
  setTimeout(() => order.push('delta'), 6);
  while (turns.waiting > 0) await turn();
  expect(order).toHaveLength(9);
  expect(order.indexOf('delta')).toBeLessThan(6);
});

it('refuses above its bound and drops what waits at its end', async () => {
  const turns = new Turns(2);
  let ran = 0;
  const work = () => void (ran += 1);
  expect([turns.take(work), turns.take(work), turns.take(work)]).toEqual([true, true, false]);
  turns.dispose();
  await turn();
  expect([ran, turns.waiting]).toEqual([0, 0]);
});
