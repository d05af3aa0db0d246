import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Resident set of one process, bytes: when everything was live, last, and the most that was ever reported, over all its lives. */
export interface Held {
  readonly start: number;
  readonly end: number;
  readonly most: number;
}

/** What each process says of its memory, by its name here; what came before `begin` is its start alone. */
export class Memory {
  readonly #held = new Map<string, Held>();

  report(name: string, rss: number): void {
    const { start = rss, most = 0 } = this.#held.get(name) ?? {};
    this.#held.set(name, { start, end: rss, most: Math.max(most, rss) });
  }
  /** Everything is live: what is held now is each one's start. */
  begin(): void {
    for (const [name, { end }] of this.#held) this.#held.set(name, { start: end, end, most: end });
  }
  get all(): ReadonlyMap<string, Held> {
    return this.#held;
  }
}

/** Bytes of all files below a folder; what goes away while it is looked at counts as nothing. */
export function bytesIn(folder: string): number {
  let sum = 0;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    sum += statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
  return sum;
}
