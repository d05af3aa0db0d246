import type { BoardView } from '../../../contract/board.ts';

/** What this window asked main to show, until main's own state says it: what is being typed must not be taken back meanwhile. */
export interface Wish {
  readonly view: BoardView;
  /** Main has answered; its next state is the truth, whatever it is. */
  readonly answered: boolean;
}

/** Plain data of a few hundred bytes whose keys are written in one order by one schema. */
export const sameView = (a: BoardView, b: BoardView): boolean => a === b || canonical(a) === canonical(b);
const canonical = ({ sort, descending, filter, search, group, folds, columns }: BoardView): string =>
  JSON.stringify([
    [sort, descending, filter, search, group, folds.all, folds.except],
    columns?.map(({ id, width }) => [id, width]) ?? null,
  ]);

/** The wish after main's state came anew: null once it is fulfilled or overruled. */
export function afterState(wish: Wish | null, state: BoardView): Wish | null {
  return wish === null || wish.answered || sameView(wish.view, state) ? null : wish;
}

/** The wish after the answer to the call for `view`; the answer to an older call changes nothing. */
export function afterAnswer(wish: Wish | null, view: BoardView, ok: boolean, state: BoardView): Wish | null {
  if (wish === null || wish.view !== view) return wish;
  return !ok || sameView(view, state) ? null : { view, answered: true };
}
