import { expect, it } from 'vitest';
import { followPlan } from './follow.ts';
import type { Fault } from './plan.ts';

const fault = (kind: string, at: number, console: number | null = 0): Fault => ({
  kind,
  at,
  ms: 1,
  console,
  draw: 0,
});

it('runs the lanes beside one another, and each in its own order', async () => {
  const order: string[] = [];
  const plan = [fault('a', 0, 0), fault('b', 0, 1), fault('c', 1, 0)];
  const followed = await followPlan(plan, 1_000, async ({ kind }) => {
    order.push(kind);
    if (kind === 'a') await new Promise((resolve) => setTimeout(resolve, 20));
  });
  expect(order).toEqual(['a', 'b', 'c']);
  expect(followed).toEqual({ broke: null, left: 0 });
});

it('leaves out what its time is over for, but for kinds that never ran', async () => {
  const ran: string[] = [];
  const plan = [fault('a', 0), fault('a', 10), fault('b', 11), fault('b', 12)];
  const followed = await followPlan(plan, 5, ({ kind }) => {
    ran.push(kind);
    return Promise.resolve();
  });
  expect(ran).toEqual(['a', 'b']);
  expect(followed.left).toBe(2);
});

it('ends all lanes where one fault throws, and says which', async () => {
  const ran: string[] = [];
  const plan = [fault('a', 0, 0), fault('b', 30, 1)];
  const followed = await followPlan(plan, 1_000, ({ kind }) => {
    ran.push(kind);
    return kind === 'a' ? Promise.reject(new Error('gone')) : Promise.resolve();
  });
  expect(ran).toEqual(['a']);
  expect(followed.broke).toBe('a: gone');
});
