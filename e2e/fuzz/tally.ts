/** What became of what was sent, by reason. Every packet ends in exactly one of the columns. */
export class Tally {
  readonly name: string;
  sent = 0;
  /** By the other side, because of what came over them. */
  connectionsClosed = 0;
  /** What the other side counted meanwhile, by its own names. */
  readonly counters = new Map<string, number>();
  readonly #fates = new Map<string, number>();

  constructor(name: string) {
    this.name = name;
  }

  add(fate: string, n = 1): void {
    this.#fates.set(fate, (this.#fates.get(fate) ?? 0) + n);
  }

  count(kind: string, n: number): void {
    if (n > 0) this.counters.set(kind, n);
  }

  of(fate: string): number {
    return this.#fates.get(fate) ?? 0;
  }

  /** Most frequent first. */
  get fates(): readonly (readonly [string, number])[] {
    return [...this.#fates].sort((a, b) => b[1] - a[1]);
  }

  /** Sent and neither answered nor refused nor known to be lost with its connection: must be 0. */
  get unexplained(): number {
    return this.sent - this.fates.reduce((sum, [, n]) => sum + n, 0);
  }
}
