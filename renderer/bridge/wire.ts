import type { Disposable } from '../../contract/disposable.ts';

/** One way to the console, whatever carries it. Disposing closes it without a `closed`. */
export interface Wire extends Disposable {
  /** Text given to a wire that is not open, or no more, is dropped: `closed` has said or will say so. */
  send(text: string): void;
}

export interface WireEvents {
  opened(): void;
  message(text: string): void;
  /** Once, and nothing after it. */
  closed(reason: string): void;
}

/** Starts one try. */
export type Connector = (events: WireEvents) => Wire;
