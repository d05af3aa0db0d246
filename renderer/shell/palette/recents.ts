/** What was chosen lately, newest first. In memory alone: names of people are not written down for a convenience. */
export class Recents {
  readonly #limit: number;
  #ids: readonly string[] = [];

  constructor(limit = 20) {
    this.#limit = limit;
  }

  get ids(): readonly string[] {
    return this.#ids;
  }

  /** Again is newest again; the oldest beyond the limit is forgotten. */
  add(id: string): void {
    this.#ids = [id, ...this.#ids.filter((other) => other !== id)].slice(0, this.#limit);
  }
}
