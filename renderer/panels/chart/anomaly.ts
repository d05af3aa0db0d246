/**
 * The same robust z-score as the gateway's metric (`contract/metric.ts`), over the minutes of the history, which come without
 * it: (value - median) / (1.4826 * MAD) against the 120 minutes before, with at least 10 points.
 */
export interface Anomaly {
  readonly at: number;
  readonly value: number;
  readonly z: number;
}

/** Several anomalies in a row on one side: one thing that happened. */
export interface Stay {
  /** Where it began. */
  readonly start: Anomaly;
  readonly end: number;
  readonly side: 'below' | 'above';
}

interface Samples {
  readonly length: number;
  sample(index: number): { readonly at: number; readonly value: number } | undefined;
  indexOf(at: number): number;
}

export const ANOMALY_Z = 3;
const WINDOW_MS = 120 * 60_000;
const WINDOW_POINTS = 10;
const MAD_TO_SIGMA = 1.4826;
/** Minutes between two anomalies that are still one stay. */
const STAY_MS = 5 * 60_000;

/** Where an insertion keeps the order. */
function placeOf(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const at = (sorted: readonly number[], index: number): number => sorted[index] as number;

function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? at(sorted, middle) : (at(sorted, middle - 1) + at(sorted, middle)) / 2;
}

/** Median absolute deviation: the distances from the middle are two sorted runs, merged as far as their median. */
function deviationOf(sorted: readonly number[], middle: number): number {
  const distances: number[] = [];
  let right = placeOf(sorted, middle);
  let left = right - 1;
  const wanted = (sorted.length >> 1) + 1;
  while (distances.length < wanted) {
    const below = left >= 0 ? middle - at(sorted, left) : Infinity;
    const above = right < sorted.length ? at(sorted, right) - middle : Infinity;
    distances.push(Math.min(below, above));
    if (below <= above) left -= 1;
    else right += 1;
  }
  const last = at(distances, wanted - 1);
  return sorted.length % 2 === 1 ? last : (at(distances, wanted - 2) + last) / 2;
}

/** The samples at `from` and later whose |z| is 3 or more. */
export function anomaliesFrom(samples: Samples, from: number): Anomaly[] {
  const found: Anomaly[] = [];
  const sorted: number[] = [];
  let oldest = samples.indexOf(from - WINDOW_MS);
  for (let index = oldest; index < samples.length; index += 1) {
    const sample = samples.sample(index);
    if (sample === undefined) break;
    for (;;) {
      const leaving = samples.sample(oldest);
      if (leaving === undefined || oldest >= index || leaving.at >= sample.at - WINDOW_MS) break;
      sorted.splice(placeOf(sorted, leaving.value), 1);
      oldest += 1;
    }
    if (sample.at >= from && sorted.length >= WINDOW_POINTS) {
      const middle = medianOf(sorted);
      const deviation = deviationOf(sorted, middle);
      const z = deviation === 0 ? 0 : (sample.value - middle) / (MAD_TO_SIGMA * deviation);
      if (Math.abs(z) >= ANOMALY_Z) found.push({ ...sample, z });
    }
    sorted.splice(placeOf(sorted, sample.value), 0, sample.value);
  }
  return found;
}

export function staysOf(anomalies: readonly Anomaly[]): Stay[] {
  const stays: Stay[] = [];
  for (const anomaly of anomalies) {
    const side = anomaly.z < 0 ? 'below' : 'above';
    const last = stays.at(-1);
    if (last !== undefined && last.side === side && anomaly.at - last.end <= STAY_MS)
      stays[stays.length - 1] = { ...last, end: anomaly.at };
    else stays.push({ start: anomaly, end: anomaly.at, side });
  }
  return stays;
}
