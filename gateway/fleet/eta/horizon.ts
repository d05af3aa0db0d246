import { FEATURES, UNIT } from './features.ts';
import { RunningQuantile } from './quantile.ts';
import { Regression } from './regression.ts';

/** Middles of the horizons that are learned apart, seconds. */
const CENTRES = [60, 240, 600, 1_200, 2_000, 3_200, 5_400, 9_000];
/** Weight of a sample after each later one: about the last 10,000 count. */
const MEMORY = 0.9999;

/**
 * The first outcome of a forecast two hours ahead comes after two hours. Until a horizon has so many of
 * its own, it also learns from the shorter ones, each sample counting so much.
 */
const BORROW_UNTIL = 300;
const BORROWED = 0.01;
/** Weight of an own sample: forecasts of one route some minutes apart share most of their error, so each says a part only. */
const OWN = 0.3;

interface Horizon {
  /** Outcomes of its own. */
  count: number;
  readonly regression: Regression;
  readonly error: RunningQuantile;
}

/** One regression and one error for each horizon; between two of them, both have a say. */
export class Horizons {
  readonly #horizons: readonly Horizon[] = CENTRES.map((seconds) => ({
    count: 0,
    regression: new Regression(
      FEATURES.map((feature) => feature.prior),
      FEATURES.map((feature) => feature.spread),
      (30 + 0.08 * seconds) / UNIT,
    ),
    error: new RunningQuantile(0.8, 45 + 0.08 * seconds),
  }));

  /** Extra delay and error in seconds, `ahead` seconds from now. */
  predict(ahead: number, features: readonly number[]): { readonly extra: number; readonly error: number } {
    const [low, share] = blend(ahead);
    const a = this.#horizons[low];
    const b = this.#horizons[low + 1] ?? a;
    if (a === undefined || b === undefined) throw new RangeError(`no horizon for ${ahead} s`);
    const from = a.regression.predict(features);
    // Most stops of a long day are beyond the last horizon: one of the two is then enough.
    const extra = share === 0 ? from : from + share * (b.regression.predict(features) - from);
    return { extra: extra * UNIT, error: a.error.value + share * (b.error.value - a.error.value) };
  }

  /** `extra`: seconds that it really took; `predicted`: what was forecast then, from what was known then. */
  learn(ahead: number, features: readonly number[], extra: number, predicted: number): void {
    const [low, share] = blend(ahead);
    const nearest = Math.min(share < 0.5 ? low : low + 1, CENTRES.length - 1);
    for (let i = nearest; i < CENTRES.length; i++) {
      const horizon = this.#horizons[i];
      if (horizon === undefined) return;
      if (i === nearest) {
        horizon.count++;
        horizon.error.add(Math.abs(extra - predicted));
        horizon.regression.learn(features, extra / UNIT, MEMORY, OWN);
      } else if (horizon.count < BORROW_UNTIL) {
        horizon.regression.learn(features, extra / UNIT, MEMORY, BORROWED);
      }
    }
  }
}

/** The horizon at or below, and how far the way to the one above, 0-1. */
function blend(ahead: number): [low: number, share: number] {
  let above = 0;
  while (above < CENTRES.length && (CENTRES[above] ?? 0) <= ahead) above++;
  if (above === 0) return [0, 0];
  if (above === CENTRES.length) return [CENTRES.length - 1, 0];
  const from = CENTRES[above - 1] ?? 0;
  const to = CENTRES[above] ?? from;
  return [above - 1, (ahead - from) / (to - from)];
}
