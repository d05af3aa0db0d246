import type { StopLine } from './stops.ts';

/**
 * What became of a window that was promised. `at-risk`: the ETA is past its end, as the gateway counts `windowsAtRisk`;
 * an interval that only touches the end is drawn, not judged. `open`: to come, and expected in time.
 */
export type Verdict = 'kept' | 'open' | 'at-risk' | 'missed';

type Promised = Pick<StopLine, 'windowEnd' | 'outcome' | 'arrived' | 'eta'>;

/** Null where no window was promised. An early van waits, so that only the end can be missed. */
export function verdictOf(stop: Promised, now: number): Verdict | null {
  const { windowEnd: end, arrived, eta, outcome } = stop;
  if (end === null) return null;
  if (arrived !== null) return arrived <= end ? 'kept' : 'missed';
  if (outcome === 'skipped' || outcome === 'failed' || now > end) return 'missed';
  // Delivered without an arrival that anybody saw, before the end.
  if (outcome !== 'pending') return 'kept';
  return eta !== null && eta > end ? 'at-risk' : 'open';
}

export type Verdicts = Readonly<Record<Verdict, number>>;

export function countVerdicts(stops: readonly StopLine[], now: number): Verdicts {
  const counts = { kept: 0, open: 0, 'at-risk': 0, missed: 0 };
  for (const stop of stops) {
    const verdict = verdictOf(stop, now);
    if (verdict !== null) counts[verdict] += 1;
  }
  return counts;
}
