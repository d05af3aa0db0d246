/**
 * Full jitter, so that consoles that lost one gateway do not come back in step: uniform between `least` and a ceiling that
 * doubles with each attempt up to `most`. `attempt` counts from 1, `random` is in [0, 1). Milliseconds.
 */
export function fullJitter(attempt: number, random: number, least = 500, most = 30_000): number {
  const ceiling = Math.min(most, least * 2 ** Math.min(attempt, 30));
  return Math.round(least + random * (ceiling - least));
}
