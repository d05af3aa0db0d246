import type { BoardView } from '../../../contract/bridge.ts';

/** What this window asked main to show, until main's own state says it: what is being typed must not be taken back meanwhile. */
export interface Wish {
  readonly view: BoardView;
  /** Main has answered; its next state is the truth, whatever it is. */
  readonly answered: boolean;
}

const same = (a: BoardView, b: BoardView): boolean =>
  a.sort === b.sort && a.descending === b.descending && a.filter === b.filter && a.search === b.search;

/** The wish after main's state came anew: null once it is fulfilled or overruled. */
export function afterState(wish: Wish | null, state: BoardView): Wish | null {
  return wish === null || wish.answered || same(wish.view, state) ? null : wish;
}

/** The wish after the answer to the call for `view`; the answer to an older call changes nothing. */
export function afterAnswer(wish: Wish | null, view: BoardView, ok: boolean, state: BoardView): Wish | null {
  if (wish === null || wish.view !== view) return wish;
  return !ok || same(view, state) ? null : { view, answered: true };
}
