import type { Change, Entry } from '../../contract/stream.ts';

/** What one key becomes in a tick: the delta to send and the entry to keep. */
export interface Step {
  readonly change: Change;
  readonly entry: Entry | null;
}

const same = (a: unknown, b: unknown): boolean =>
  Object.is(a, b) ||
  (typeof a === 'object' && typeof b === 'object' && a !== null && JSON.stringify(a) === JSON.stringify(b));

/** Only what differs: callers may hand over whole entries, and consoles get the fields that changed. */
function difference(before: Entry, fields: Entry): Record<string, unknown> {
  const changed: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    if (value !== undefined && !same(before[name], value)) changed[name] = value;
  }
  return changed;
}

/**
 * The tick's changes with each key once, and without what the state already says. A key removed and made anew within the tick
 * keeps its old fields as null: one change can overwrite fields, not take them away.
 */
export function minimise(state: ReadonlyMap<string, Entry>, changes: readonly Change[]): Step[] {
  const next = new Map<string, Entry | null>();
  for (const [key, fields] of changes) {
    if (fields === null) next.set(key, null);
    else
      next.set(key, { ...(next.get(key) ?? (next.has(key) ? blank(state.get(key)) : undefined)), ...fields });
  }
  const steps: Step[] = [];
  for (const [key, fields] of next) {
    const before = state.get(key);
    if (fields === null) {
      if (before !== undefined) steps.push({ change: [key, null], entry: null });
      continue;
    }
    const changed = difference(before ?? {}, fields);
    if (before !== undefined && Object.keys(changed).length === 0) continue;
    steps.push({ change: [key, changed], entry: Object.freeze({ ...before, ...changed }) });
  }
  return steps;
}

const blank = (entry: Entry | undefined): Entry =>
  Object.fromEntries(Object.keys(entry ?? {}).map((name) => [name, null]));

/**
 * Many ticks as one list: per key the later field wins. A key that was removed and came back comes as its removal followed by
 * its fields, so apply the list in order. null once it would be longer than `limit`.
 */
export function mergeChanges(ticks: Iterable<readonly Change[]>, limit: number): Change[] | null {
  const merged = new Map<string, { reset: boolean; fields: Entry | null }>();
  let length = 0;
  for (const tick of ticks) {
    for (const [key, fields] of tick) {
      const before = merged.get(key);
      const reset = fields === null || (before?.reset ?? false);
      const after = { reset, fields: fields === null ? null : { ...before?.fields, ...fields } };
      length += sizeOf(after) - (before === undefined ? 0 : sizeOf(before));
      merged.set(key, after);
    }
    if (length > limit) return null;
  }
  return [...merged].flatMap(([key, { reset, fields }]): Change[] => {
    if (fields === null) return [[key, null]];
    return reset
      ? [
          [key, null],
          [key, fields],
        ]
      : [[key, fields]];
  });
}

const sizeOf = (change: { reset: boolean; fields: Entry | null }): number =>
  change.reset && change.fields !== null ? 2 : 1;
