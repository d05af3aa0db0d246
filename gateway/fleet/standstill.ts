import type { Fix } from './follower.ts';

/** Slower than this, in metres a second, is standing. */
const STANDING = 1;

/** Reported speed where the fixes are close together; else, and against a stuck speedometer, the distance made. */
export function isStanding(fix: Fix, previous: Fix | null): boolean {
  if (previous === null) return fix.speed !== null && fix.speed < STANDING;
  const metres = Math.hypot(fix.x - previous.x, fix.y - previous.y);
  const seconds = (fix.at - previous.at) / 1_000;
  const noise = 8 + 2 * fix.accuracy;
  if (fix.speed !== null && seconds <= 30) return fix.speed < STANDING;
  return metres <= noise + STANDING * Math.min(seconds, 30);
}
