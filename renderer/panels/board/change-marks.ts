import type { Disposable } from '../../../contract/disposable.ts';

const SHOWN_MS = 1_800;
const SWEEP_MS = 300;

/** What one row showed at its last look. */
export interface Seen {
  readonly id: string;
  /** Which whole state it came from: a snapshot is no change. */
  readonly generation: number;
  /** Columns, by id. */
  readonly columns: string;
  readonly texts: readonly string[];
}

/** Indices of the cells that say something else than before; none where the row is another route's, or of another snapshot. */
export function changedCells(before: Seen | null, now: Seen): number[] {
  if (before === null || before.id !== now.id || before.generation !== now.generation) return [];
  if (before.columns !== now.columns) return [];
  return now.texts.flatMap((text, at) => (text === before.texts[at] ? [] : [at]));
}

/** Marks cells for a while with `data-fresh`, which the style draws calmly; one timer for all of them. */
export class ChangeMarks implements Disposable {
  readonly #until = new Map<HTMLElement, number>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  mark(cell: HTMLElement): void {
    // Set anew it stays as it is: a cell that changes all the time is marked all the time, and does not flicker.
    cell.dataset['fresh'] = '';
    this.#until.set(cell, performance.now() + SHOWN_MS);
    this.#timer ??= setTimeout(() => this.#sweep(), SWEEP_MS);
  }

  /** The row is another route's now. */
  clear(row: HTMLElement): void {
    if (this.#until.size === 0) return;
    for (const cell of row.querySelectorAll<HTMLElement>('[data-fresh]')) this.#unmark(cell);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#until.clear();
  }

  #unmark(cell: HTMLElement): void {
    delete cell.dataset['fresh'];
    this.#until.delete(cell);
  }

  #sweep(): void {
    const now = performance.now();
    for (const [cell, until] of this.#until) if (until <= now || !cell.isConnected) this.#unmark(cell);
    this.#timer = this.#until.size === 0 ? undefined : setTimeout(() => this.#sweep(), SWEEP_MS);
  }
}
