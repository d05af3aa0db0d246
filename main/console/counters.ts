/** What was lost, refused or repeated since start, by kind; shown to the operator in `link.counters`. */
export class Counters {
  readonly #counts = new Map<string, number>();
  readonly #changed: () => void;

  constructor(changed: () => void = () => undefined) {
    this.#changed = changed;
  }

  bump(kind: string, by = 1): void {
    if (by === 0) return;
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + by);
    this.#changed();
  }

  get(kind: string): number {
    return this.#counts.get(kind) ?? 0;
  }

  snapshot(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }
}
