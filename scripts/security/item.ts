/** A spec that vitest runs. */
export interface UnitCheck {
  readonly file: string;
  /** Its name, or the beginning of the names of several. */
  readonly name: string;
}

/** A spec that Playwright runs on a host; `electron` and `packed` need a binary and a display. */
export interface EndToEndCheck {
  readonly project: 'web' | 'electron' | 'packed';
  readonly file: string;
  readonly name: string;
}

/** One small change of a source that undoes an item. `from` must be there exactly once, else the patch no longer applies. */
export interface Undo {
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** One line of the hardening list. */
export interface Item {
  readonly id: string;
  readonly says: string;
  /** What holds it. */
  readonly where: string;
  /** Runs anywhere, in a second, and is what must notice the undoing. */
  readonly unit?: UnitCheck;
  /** The same, seen in the running program. */
  readonly live?: EndToEndCheck;
  /** Several where two guards stand behind each other. */
  readonly undo?: Undo | readonly Undo[];
  /** Why it is not undone by itself. */
  readonly kept?: string;
  /** Why there is nothing to check. */
  readonly none?: string;
}
