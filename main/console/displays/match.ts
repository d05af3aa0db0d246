import type { DisplayIdentity } from '../../../contract/layout/types.ts';

/** Below it two displays have too little in common; no single field reaches it. */
const ENOUGH = 5;
/** No desk has more; what is beyond them is not looked at. */
const MOST = 16;
/** Device pixels that a size may be off by rounding. */
const ROUNDING = 4;

/**
 * How alike two displays are: the system's id may be given anew at a restart, a label may be that of three monitors of one model,
 * positions change when a cable is put elsewhere. So each is a hint, and only some of them together tell.
 */
export function likeness(a: DisplayIdentity, b: DisplayIdentity): number {
  if (a.internal !== b.internal) return 0;
  const device = (one: DisplayIdentity, side: 'width' | 'height'): number => one.bounds[side] * one.scale;
  const sameSize = (['width', 'height'] as const).every(
    (side) => Math.abs(device(a, side) - device(b, side)) <= ROUNDING,
  );
  const labels = a.label === '' || b.label === '' ? 0 : a.label === b.label ? 3 : -4;
  return (
    (a.id === b.id ? 4 : 0) +
    labels +
    (sameSize ? 2 : 0) +
    (a.scale === b.scale ? 1 : 0) +
    (a.bounds.x === b.bounds.x && a.bounds.y === b.bounds.y ? 2 : 0)
  );
}

/**
 * Which of the displays of now each of the saved ones is; null where it is away. Each display of now is at most one of the saved,
 * and of all ways to match them it is the one in which they are most alike. Identities with one id and label are one display, seen at different times.
 */
export function matchDisplays(
  saved: readonly DisplayIdentity[],
  now: readonly DisplayIdentity[],
): (number | null)[] {
  const groups = new Map<string, DisplayIdentity[]>();
  for (const one of saved) {
    const key = keyOf(one);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const scores = [...groups.values()].map((seen) =>
    now.slice(0, MOST).map((one) => Math.max(...seen.map((other) => likeness(other, one)))),
  );
  const found = best(scores);
  const byKey = new Map([...groups.keys()].map((key, n) => [key, found[n] ?? null]));
  return saved.map((one) => byKey.get(keyOf(one)) ?? null);
}

const keyOf = ({ id, label }: DisplayIdentity): string => JSON.stringify([id, label]);

interface Way {
  readonly sum: number;
  readonly chosen: readonly (number | null)[];
}

/** Of all assignments of rows to columns the one of the greatest sum, found by the set of columns that are taken. */
function best(scores: readonly (readonly number[])[]): readonly (number | null)[] {
  const known = new Map<string, Way>();
  const from = (row: number, taken: number): Way => {
    const mine = scores[row];
    if (mine === undefined) return { sum: 0, chosen: [] };
    const key = `${row} ${taken}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const rest = from(row + 1, taken);
    let way: Way = { sum: rest.sum, chosen: [null, ...rest.chosen] };
    for (const [column, score] of mine.entries()) {
      if (score < ENOUGH || (taken & (1 << column)) !== 0) continue;
      const others = from(row + 1, taken | (1 << column));
      if (score + others.sum > way.sum) way = { sum: score + others.sum, chosen: [column, ...others.chosen] };
    }
    known.set(key, way);
    return way;
  };
  return from(0, 0).chosen;
}
