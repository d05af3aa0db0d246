/** Three pages may die in five minutes; after that a new process is the better bet. */
export const RESTARTS = { most: 3, within: 5 * 60_000 };

/**
 * Counts restarts in a sliding window. Says whether one more may be tried now; one that is refused is not counted.
 * @param within milliseconds
 */
export function restartBudget({ most, within } = RESTARTS): { allow(now: number): boolean } {
  let recent: number[] = [];
  return {
    allow: (now) => {
      recent = recent.filter((at) => now - at < within);
      if (recent.length >= most) return false;
      recent.push(now);
      return true;
    },
  };
}
