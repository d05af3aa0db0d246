/**
 * A flag that is raised above `over`, lowered below `under`, and otherwise stays: a value that
 * wavers between the two never flips it.
 */
export function hysteresis(raised: boolean, value: number, over: number, under: number): boolean {
  if (value > over) return true;
  return value < under ? false : raised;
}
