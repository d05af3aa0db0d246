import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Beat, HALF_BEAT_MS } from './beat.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

class Root {
  on = false;
  hasAttribute = (): boolean => this.on;
  toggleAttribute = (_name: string, on: boolean): void => void (this.on = on);
}
const beating = (still: () => boolean) => {
  const root = new Root();
  const beat = new Beat(root as unknown as HTMLElement, still);
  const seen = (halves: number): boolean[] =>
    Array.from({ length: halves }, () => {
      vi.advanceTimersByTime(HALF_BEAT_MS);
      return root.on;
    });
  return { beat, seen };
};

it('beats under once a second, and not after its end', () => {
  const { beat, seen } = beating(() => false);
  expect(seen(4)).toEqual([true, false, true, false]);
  expect(2 * HALF_BEAT_MS).toBeGreaterThan(1_000);
  beat.dispose();
  expect(seen(2)).toEqual([false, false]);
});

it('comes to rest with everything at its full look where nothing is to move', () => {
  let still = false;
  const { seen } = beating(() => still);
  expect(seen(1)).toEqual([true]);
  still = true;
  expect(seen(3)).toEqual([false, false, false]);
});
