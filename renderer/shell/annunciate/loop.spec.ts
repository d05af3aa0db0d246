import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SoundLoop } from './loop.ts';
import { TONES } from './tones.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function rig() {
  const played: string[] = [];
  const loop = new SoundLoop(
    (name) => played.push(name),
    () => played.push('stop'),
  );
  return { loop, played };
}

it('repeats in its own time until nothing is wanted', () => {
  const { loop, played } = rig();
  loop.want({ name: 'p2', serial: 1 });
  vi.advanceTimersByTime(0);
  vi.advanceTimersByTime((TONES.p2.every ?? 0) * 2);
  expect(played).toEqual(['p2', 'p2', 'p2']);
  loop.want(null);
  vi.advanceTimersByTime(100_000);
  expect(played).toEqual(['p2', 'p2', 'p2', 'stop']);
});

it('a new alarm is heard at once, a thousand of them as one burst after the other', () => {
  const { loop, played } = rig();
  loop.want({ name: 'p3', serial: 1 });
  vi.advanceTimersByTime(10_000);
  loop.want({ name: 'p3', serial: 2 });
  vi.advanceTimersByTime(0);
  expect(played).toEqual(['p3', 'p3']);
  for (let serial = 3; serial < 1_003; serial += 1) {
    loop.want({ name: 'p3', serial });
    vi.advanceTimersByTime(5);
  }
  expect(played.length).toBeLessThanOrEqual(2 + 5_000 / 750);
});

it('a worse one cuts in, and nothing is left when it ends', () => {
  const { loop, played } = rig();
  loop.want({ name: 'p3', serial: 1 });
  vi.advanceTimersByTime(100);
  loop.want({ name: 'siren', serial: 1 });
  vi.advanceTimersByTime(0);
  expect(played).toEqual(['p3', 'siren']);
  loop.dispose();
  expect(vi.getTimerCount()).toBe(0);
});
