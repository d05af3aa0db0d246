import { expect, it } from 'vitest';
import { FakeClock } from '../testing/clock.ts';
import { Behind, BEHIND_MS, PROBE_EVERY_MS } from './behind.ts';

/** A line on which each answer takes as long as `rtt` says when it was asked; null: it never comes. */
function rig(rtt: () => number | null) {
  const clock = new FakeClock();
  let [changes, asked, unanswered] = [0, 0, 0];
  const behind = new Behind({
    clock,
    ask: () => {
      asked += 1;
      const ms = rtt();
      return new Promise((resolve) => {
        if (ms === null) unanswered += 1;
        else if (ms < 0) resolve(false);
        else clock.after(ms, () => resolve(true));
      });
    },
    changed: () => void (changes += 1),
  });
  /** In steps, so that what was asked is answered and what follows is asked. */
  const run = async (ms: number): Promise<void> => {
    for (let n = 0; n < ms; n += 100) {
      clock.advance(100);
      await Promise.resolve();
      await Promise.resolve();
      await Promise.resolve();
    }
  };
  return { clock, behind, run, changes: () => changes, asked: () => asked, unanswered: () => unanswered };
}

it('is never late on a line that answers, and asks every two seconds', async () => {
  const { behind, run, asked } = rig(() => 100);
  behind.began(0);
  for (let n = 0; n < 60; n += 1) {
    await run(1_000);
    expect(behind.late).toBe(false);
    expect(behind.ms).toBeLessThanOrEqual(PROBE_EVERY_MS + 200);
  }
  expect(asked()).toBeGreaterThanOrEqual(28);
  expect(asked()).toBeLessThanOrEqual(31);
});

it('is late as soon as no answer proves anything newer, and says so', async () => {
  const { behind, run, changes, unanswered } = rig(() => null);
  behind.began(0);
  const before = changes();
  await run(BEHIND_MS - 100);
  expect([behind.late, changes()]).toEqual([false, before]);
  await run(100);
  expect([behind.late, behind.ms, changes() > before, unanswered()]).toEqual([true, BEHIND_MS, true, 1]);
});

it('a line that takes long is late all the time, by as much as it takes, and well again once it is quick', async () => {
  let rtt = 9_000;
  const { behind, run } = rig(() => rtt);
  behind.began(0);
  await run(9_100);
  for (let n = 0; n < 30; n += 1) {
    await run(1_000);
    expect(behind.late).toBe(true);
    expect(behind.ms).toBeGreaterThanOrEqual(9_000);
    expect(behind.ms).toBeLessThanOrEqual(18_300);
  }
  rtt = 50;
  await run(12_000);
  expect([behind.late, behind.ms < 2_500]).toEqual([false, true]);
});

it('does not go to and fro on a line that takes just as long as the limit', async () => {
  let n = 0;
  const { behind, run } = rig(() => 5_800 + (n++ % 2) * 400);
  let turns = 0;
  behind.began(0);
  let was = behind.late;
  for (let s = 0; s < 600; s += 1) {
    await run(200);
    if (behind.late !== was) turns += 1;
    was = behind.late;
  }
  expect(turns).toBe(1);
});

it('counts from when the question was put whose answer began it, and takes a later one as a proof', async () => {
  const { behind, run, clock } = rig(() => null);
  await run(20_000);
  behind.began(clock.elapsed() - 7_000);
  expect([behind.late, behind.ms]).toEqual([true, 7_000]);
  behind.began(clock.elapsed());
  expect([behind.late, behind.ms]).toEqual([false, 0]);
});

it('a refusal to ask is no proof and no storm; an end asks nothing more', async () => {
  const { behind, run, asked, clock } = rig(() => -1);
  behind.began(0);
  await run(10_000);
  expect(asked()).toBeLessThanOrEqual(6);
  expect(behind.late).toBe(true);
  behind.ended();
  const before = asked();
  await run(10_000);
  expect([behind.late, behind.ms, asked(), clock.pending]).toEqual([false, 0, before, 0]);
});
