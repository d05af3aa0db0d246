import type { Seen } from './change-marks.ts';

/**
 * What each route in sight showed last, whichever of the board's pooled elements it stands in: another order moves a route to another
 * element, and what it then says anew is a change all the same. A route that leaves the sight is forgotten, so that one that comes back
 * is not marked for what happened meanwhile.
 */
export class SeenRows<Row> {
  readonly #shown = new Map<Row, string>();
  readonly #seen = new Map<string, Seen>();
  #forgetting = false;

  /** What this route showed before, null where it was not in sight; and whether the element showed another one. */
  look(row: Row, now: Seen): { readonly before: Seen | null; readonly other: boolean } {
    const other = this.#shown.get(row) !== now.id;
    const before = this.#seen.get(now.id) ?? null;
    this.#shown.set(row, now.id);
    this.#seen.set(now.id, now);
    if (other) this.#forgetSoon();
    return { before, other };
  }

  /** Where the route stands; undefined where it is not in sight. */
  rowOf(id: string): Row | undefined {
    for (const [row, shown] of this.#shown) if (shown === id) return row;
    return undefined;
  }

  leave(row: Row): void {
    this.#shown.delete(row);
    this.#forgetSoon();
  }

  /** Once all elements have what they show now: two that change places must find each other's. */
  #forgetSoon(): void {
    if (this.#forgetting) return;
    this.#forgetting = true;
    queueMicrotask(() => {
      this.#forgetting = false;
      const shown = new Set(this.#shown.values());
      for (const id of this.#seen.keys()) if (!shown.has(id)) this.#seen.delete(id);
    });
  }
}
