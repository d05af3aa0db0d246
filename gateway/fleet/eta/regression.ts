/**
 * Linear regression learned one sample at a time: recursive least squares with exponential forgetting and a Gaussian prior
 * (Haykin, Adaptive Filter Theory, ch. 10), each sample weighted after Huber, so that
 * a breakdown does not teach what a usual day is.
 */
export class Regression {
  readonly #weights: Float64Array;
  /** Inverse of the information gathered so far, row by row. */
  readonly #covariance: Float64Array;
  readonly #gain: Float64Array;
  /** Running mean of the absolute residual: the scale for Huber's weight. */
  #scale: number;

  /** `prior`: weights before any sample; `spread`: how far each may be off; `scale`: usual residual, in the target's unit. */
  constructor(prior: readonly number[], spread: readonly number[], scale: number) {
    const n = prior.length;
    this.#weights = Float64Array.from(prior);
    this.#covariance = new Float64Array(n * n);
    this.#gain = new Float64Array(n);
    for (let i = 0; i < n; i++) this.#covariance[i * n + i] = (spread[i] ?? 0) ** 2;
    this.#scale = scale;
  }

  predict(features: readonly number[]): number {
    const weights = this.#weights;
    let sum = 0;
    for (let i = 0; i < features.length; i++) sum += (weights[i] ?? 0) * (features[i] ?? 0);
    return sum;
  }

  /** `memory`: weight of what was learned before, just under 1; `trust`: weight of this sample, above 0 to 1. */
  learn(features: readonly number[], target: number, memory: number, trust = 1): void {
    const n = this.#weights.length;
    const c = this.#covariance;
    const residual = target - this.predict(features);
    const size = Math.abs(residual);
    const weight = trust * Math.min(1, (1.2 * this.#scale) / Math.max(size, 1e-9));
    this.#scale += 0.01 * (Math.min(size, 4 * this.#scale) - this.#scale);
    const noise = this.#scale * this.#scale * 1.6;
    let spread = 0;
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += (c[i * n + j] ?? 0) * (features[j] ?? 0);
      this.#gain[i] = sum;
      spread += sum * (features[i] ?? 0);
    }
    const total = (noise * memory) / weight + spread;
    for (let i = 0; i < n; i++) {
      const gain = this.#gain[i] ?? 0;
      this.#weights[i] = (this.#weights[i] ?? 0) + (gain / total) * residual;
      for (let j = 0; j < n; j++)
        c[i * n + j] = ((c[i * n + j] ?? 0) - (gain * (this.#gain[j] ?? 0)) / total) / memory;
    }
    // Forgetting without news would let the uncertainty grow for ever.
    for (let i = 0; i < n; i++)
      if ((c[i * n + i] ?? 0) > 4) for (let j = 0; j < n * n; j++) c[j] = (c[j] ?? 0) * 0.9;
  }
}
