import type { Disposable } from '../../../contract/disposable.ts';
import { SeenRows } from './seen-rows.ts';

const SHOWN_MS = 1_800;
const SWEEP_MS = 300;

/** What one row showed at its last look. */
export interface Seen {
  readonly id: string;
  /** Which whole state it came from: a snapshot is no change. */
  readonly generation: number;
  /** Columns, by id. */
  readonly columns: string;
  /** Language, clock and zone: the same in other words is no change. */
  readonly words: object;
  readonly texts: readonly string[];
}

/** Indices of the cells that say something else than before; none where the row is another route's, or of another snapshot. */
export function changedCells(before: Seen | null, now: Seen): number[] {
  if (before === null || before.id !== now.id || before.generation !== now.generation) return [];
  if (before.columns !== now.columns || before.words !== now.words) return [];
  return now.texts.flatMap((text, at) => (text === before.texts[at] ? [] : [at]));
}

/**
 * Marks cells for a while with `data-fresh`, which the style draws calmly; one timer for all of them. A mark is its route's: where
 * another order puts the route into another element, it goes along.
 */
export class ChangeMarks implements Disposable {
  readonly #rows = new SeenRows<HTMLElement>();
  /** By route: until when each of its cells is marked. */
  readonly #fresh = new Map<string, Map<number, number>>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Marks what a row's route says otherwise than at its last look. Cells are the row's children, in the order of the texts. */
  look(row: HTMLElement, now: Seen): void {
    const { before, other } = this.#rows.look(row, now);
    // Scrolling asks this of every row: without a mark anywhere there is nothing to take away.
    if (this.#fresh.size > 0 && (other || before?.columns !== now.columns)) unmark(row);
    if (before?.columns !== now.columns) this.#fresh.delete(now.id);
    const changed = changedCells(before, now);
    if (changed.length > 0) this.#keep(now.id, changed);
    // Set anew it stays as it is: a cell that changes all the time is marked all the time, and does not flicker.
    for (const at of this.#fresh.get(now.id)?.keys() ?? []) markCell(row, at);
  }

  /** The row is no longer there. */
  leave(row: HTMLElement): void {
    this.#rows.leave(row);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#fresh.clear();
  }

  #keep(id: string, cells: readonly number[]): void {
    const fresh = this.#fresh.get(id) ?? new Map<number, number>();
    this.#fresh.set(id, fresh);
    const until = performance.now() + SHOWN_MS;
    for (const at of cells) fresh.set(at, until);
    this.#timer ??= setTimeout(() => this.#sweep(), SWEEP_MS);
  }

  #sweep(): void {
    const now = performance.now();
    for (const [id, fresh] of this.#fresh) {
      const row = this.#rows.rowOf(id);
      for (const [at, until] of fresh) {
        if (until > now) continue;
        fresh.delete(at);
        cellOf(row, at)?.removeAttribute(MARK);
      }
      if (fresh.size === 0) this.#fresh.delete(id);
    }
    this.#timer = this.#fresh.size === 0 ? undefined : setTimeout(() => this.#sweep(), SWEEP_MS);
  }
}

const MARK = 'data-fresh';
const cellOf = (row: HTMLElement | undefined, at: number): Element | undefined => row?.children[at];
const markCell = (row: HTMLElement, at: number): void => cellOf(row, at)?.setAttribute(MARK, '');
/** The row is another route's now. */
const unmark = (row: HTMLElement): void => {
  for (const cell of row.querySelectorAll(`[${MARK}]`)) cell.removeAttribute(MARK);
};
