/** A sequenced stream: bounded log plus state by key; see ARCHITECTURE.md, "Delivery". */
export const STREAMS = ['dispatch', 'alerts', 'analytics'] as const;
export type StreamName = (typeof STREAMS)[number];

/** Plain JSON value of one key. */
export type Entry = Readonly<Record<string, unknown>>;

/**
 * One key's change: fields to overwrite (shallow), or null to remove the key.
 * A key that was not there starts from the given fields alone.
 */
export type Change = readonly [key: string, fields: Entry | null];

export interface Position {
  readonly epoch: string;
  /** Last sequence number contained, >= 0; 0 is the empty beginning. */
  readonly seq: number;
}

/** One tick of one stream. `from` is the previous `to` plus one; within it a key appears once. */
export interface Delta {
  readonly stream: StreamName;
  readonly epoch: string;
  readonly from: number;
  readonly to: number;
  readonly changes: readonly Change[];
  /** Gateway's wall time at the commit, ms: latency is measured against it. */
  readonly ts: number;
}

/** The state with the change applied; the same object where nothing differs. */
export function applyFields(before: Entry | undefined, fields: Entry): Entry {
  return before === undefined ? fields : { ...before, ...fields };
}
