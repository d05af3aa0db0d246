const FIRST_MS = 300;
const MOST_MS = 10_000;

/** Full jitter: uniform between 0.1 s and 0.3 s doubled per attempt, at most 10 s. `attempt` counts from 0, `random` is in [0, 1). */
export function retryDelay(attempt: number, random: number): number {
  const ceiling = Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(attempt, 10));
  return Math.round(100 + random * (ceiling - 100));
}
