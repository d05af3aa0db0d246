import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Pacer } from './pacer.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const painted = (least: number) => {
  const at: number[] = [];
  const start = performance.now();
  const pacer = new Pacer(
    least,
    () => performance.now(),
    () => at.push(performance.now() - start),
  );
  return { at, pacer };
};

it('paints at once after a pause, then once in its time, however often it is asked', () => {
  const { at, pacer } = painted(500);
  for (let n = 0; n < 30; n += 1) {
    pacer.ask();
    vi.advanceTimersByTime(50);
  }
  expect(at).toEqual([0, 500, 1_000, 1_500]);
  vi.advanceTimersByTime(5_000);
  expect(at).toHaveLength(4);
  pacer.ask();
  expect(at).toHaveLength(5);
});

it('paints each time without a least time', () => {
  const { at, pacer } = painted(0);
  for (let n = 0; n < 3; n += 1) pacer.ask();
  expect(at).toEqual([0, 0, 0]);
});

it('paints nothing after its end', () => {
  const { at, pacer } = painted(500);
  pacer.ask();
  pacer.ask();
  pacer.dispose();
  vi.advanceTimersByTime(1_000);
  expect(at).toEqual([0]);
});
