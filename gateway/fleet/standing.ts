/** Metres around where a vehicle stopped within which it still stands; a fix's accuracy comes on top. */
const CIRCLE = 30;

/** Since when a vehicle has not left a small circle. */
export class Standing {
  #x = 0;
  #y = 0;
  #since: number | null = null;

  /** Feed milliseconds; null before the first fix. */
  get since(): number | null {
    return this.#since;
  }

  step(x: number, y: number, accuracy: number, at: number): void {
    if (this.#since !== null && Math.hypot(x - this.#x, y - this.#y) <= CIRCLE + accuracy) return;
    this.#x = x;
    this.#y = y;
    this.#since = at;
  }
}
