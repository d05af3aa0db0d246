import { setTimeout as sleep } from 'node:timers/promises';
import type { Desk } from './desk.ts';
import type { Truth } from './truth.ts';

/** The console's longest wait between tries, and a catch-up. */
const SETTLE_MS = 40_000;
/** What is not there after so long a time of all being live never comes. */
const LIVE_MS = 8_000;
/** In which whatever comes a second time would have come. */
const AGAIN_MS = 2_500;
/** Routes that are under way when the workload stops may still raise alarms, for a while. */
const ROUNDS = 6;

/** Waits until each console is live and has all that is held, also what was raised meanwhile. @returns whether it came to that */
export async function settle(desks: readonly Desk[], truth: Truth): Promise<boolean> {
  const has = (desk: Desk): boolean =>
    desk.live && [...truth.alarms.values()].every(({ id, held }) => !held || desk.seen.has(id));
  for (let round = 0; round < ROUNDS; round += 1) {
    let liveSince = Number.POSITIVE_INFINITY;
    const over = (): boolean => {
      if (!desks.every((desk) => desk.live)) liveSince = Number.POSITIVE_INFINITY;
      else liveSince = Math.min(liveSince, performance.now());
      return desks.every(has) || performance.now() - liveSince > LIVE_MS;
    };
    await until(over, SETTLE_MS);
    if (!desks.every(has)) return false;
    await sleep(AGAIN_MS);
    const known = truth.alarms.size;
    truth.sample();
    // What was raised just before this look is still on its way: it is due, and so it is waited for.
    if (truth.alarms.size === known) return true;
  }
  return false;
}

export async function until(holds: () => boolean, ms: number): Promise<boolean> {
  for (const end = performance.now() + ms; performance.now() < end; await sleep(100))
    if (holds()) return true;
  return holds();
}
