import { expect, test } from 'vitest';
import { FakeClock } from '../testing/clock.ts';
import { nextShift, ShiftTone } from './shift-tone.ts';

const at = (hour: number, minute = 0): number => new Date(2026, 10, 20, hour, minute).getTime();
const hourOf = (ms: number | null): number | null => (ms === null ? null : new Date(ms).getHours());

test('the next shift is today\u2019s or tomorrow\u2019s first, never this moment', () => {
  expect(hourOf(nextShift(at(5, 59), 'h8'))).toBe(6);
  expect(nextShift(at(6), 'h8')).toBe(at(14));
  expect(nextShift(at(23), 'h12')).toBe(new Date(2026, 10, 21, 6).getTime());
  expect(nextShift(at(5), 'off')).toBeNull();
});

test('sounds once for each shift, also where the clock is set meanwhile', () => {
  const clock = new FakeClock(at(5, 50));
  let tones = 0;
  const tone = new ShiftTone(clock, () => (tones += 1));
  tone.use('h8');
  clock.advance(9 * 60_000);
  expect(tones).toBe(0);
  clock.advance(60_000);
  expect(tones).toBe(1);
  clock.set(7 * 3_600_000 + 50 * 60_000);
  clock.advance(15 * 60_000);
  expect(tones).toBe(2);
  tone.use('off');
  expect(clock.pending).toBe(0);
});
