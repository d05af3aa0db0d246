import type { RouteId } from './fleet.ts';
import type { FeedMs, WallMs } from './time.ts';

/** Characters (UTF-16 code units) of one note. */
export const MAX_NOTE = 500;
/** Versions of a route's note that its detail carries, the newest. */
export const MAX_NOTES = 20;

/** What somebody wrote at a route. Each writing is a version; the newest is the note, the others are its history. */
export interface RouteNote {
  readonly routeId: RouteId;
  /** 1 for the first, one more for each writing. */
  readonly version: number;
  /** Empty: it was taken back. */
  readonly text: string;
  /** Who wrote it, from the token. */
  readonly by: string;
  readonly at: FeedMs;
  /** The gateway's clock. */
  readonly wall: WallMs;
}

/** A note on its way: shown as pending in every window of this console until the gateway has it. */
export interface PendingNote {
  readonly routeId: RouteId;
  readonly text: string;
  /** This computer's clock. */
  readonly at: WallMs;
  /** Why the gateway did not take it; null while it is on its way. Then the text stays until it is written again or dropped. */
  readonly refused: string | null;
}
