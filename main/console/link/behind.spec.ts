import { expect, it } from 'vitest';
import { HEARTBEAT_MS } from '../../../contract/wire.ts';
import { FakeClock } from '../testing/clock.ts';
import { Behind, BEHIND_MS } from './behind.ts';

const T0 = 1_700_000_000_000;

function rig() {
  const clock = new FakeClock();
  let changes = 0;
  const behind = new Behind(clock, () => (changes += 1));
  behind.began();
  /** One heartbeat: sent `sent` ms after the one before it, and here `came` ms after that one was. */
  let ts = T0;
  const beat = (sent = HEARTBEAT_MS, came = sent): number => {
    ts += sent;
    clock.advance(came);
    behind.beat(ts);
    return behind.ms;
  };
  return { clock, behind, beat, changes: () => changes };
}

it('is not behind while heartbeats come as they are sent, a little early or late', () => {
  const { beat } = rig();
  for (let n = 0; n < 1_000; n += 1)
    expect(beat(HEARTBEAT_MS, HEARTBEAT_MS + ((n % 5) - 2) * 20)).toBeLessThan(100);
});

it('falls behind on a line on which each comes later than it was sent, and catches up', () => {
  const { beat } = rig();
  beat();
  for (let n = 0; n < 3; n += 1) beat(HEARTBEAT_MS, 5_000);
  expect(beat(HEARTBEAT_MS, 5_000)).toBeGreaterThan(11_500);
  for (let n = 0; n < 7; n += 1) beat(HEARTBEAT_MS, 10);
  expect(beat()).toBe(0);
});

it('is behind by what has not come, and tells when that is too long', () => {
  const { clock, behind, beat, changes } = rig();
  beat();
  const before = changes();
  clock.advance(HEARTBEAT_MS + BEHIND_MS - 1);
  expect(changes()).toBe(before);
  clock.advance(1);
  expect(changes()).toBe(before + 1);
  expect(behind.ms).toBe(BEHIND_MS);
  expect(beat(HEARTBEAT_MS + BEHIND_MS, 0)).toBe(0);
});

it('is not misled by a gateway’s clock that is set, either way', () => {
  const { beat } = rig();
  beat();
  for (const set of [-300_000, 300_000, -3_600_000]) {
    expect(beat(set, HEARTBEAT_MS)).toBe(0);
    expect(beat()).toBe(0);
  }
});

it('forgets what two clocks part by', () => {
  const { beat } = rig();
  // 50 ppm over eight hours are 1.4 s.
  for (let n = 0; n < 14_400; n += 1) beat(HEARTBEAT_MS, HEARTBEAT_MS * 1.000_05);
  expect(beat()).toBeLessThan(100);
});

it('expects nothing once it has ended', () => {
  const { clock, behind, changes } = rig();
  behind.ended();
  clock.advance(60_000);
  expect(behind.ms).toBe(0);
  expect(changes()).toBe(0);
});
