import * as v from 'valibot';
import { MAX_LAYOUT_VERSIONS, MAX_LAYOUTS, type DeskWindow } from '../../../contract/layout/types.ts';
import { checkWindows } from '../../../contract/layout/windows.ts';
import {
  deskWindow,
  deskWindows,
  layoutId,
  layoutName,
  layoutRoles,
  layoutSlot,
} from '../../../contract/schema/layout.ts';
import { count, firstWrong } from '../../../contract/schema/fields.ts';
import { isBuiltin } from './builtin.ts';
import type { Saved, Version } from './book.ts';

/** The desk of one role, as it was left. */
export interface StoredDesk {
  readonly windows: readonly DeskWindow[];
  readonly layout: { readonly id: string; readonly version: number } | null;
}

/** All that outlives the process. */
export interface Stored {
  /** Whose desk stands now; '' before anybody has signed in. */
  readonly role: string;
  /** By role: who comes back finds the own desk. */
  readonly desks: ReadonlyMap<string, StoredDesk>;
  readonly layouts: readonly Saved[];
}

export const NOTHING_STORED: Stored = { role: '', desks: new Map(), layouts: [] };
/** Roles whose desks are remembered; past it those of the longest ago go. */
export const MAX_DESKS = 8;

const role = v.pipe(v.string(), v.maxLength(64));
const shape = v.object({
  role: v.fallback(role, ''),
  desks: v.fallback(v.array(v.unknown()), []),
  layouts: v.fallback(v.array(v.unknown()), []),
});
const desk = v.object({
  role,
  windows: v.array(v.unknown()),
  layout: v.fallback(v.nullable(v.object({ id: layoutId, version: count })), null),
});
const saved = v.object({
  id: layoutId,
  name: layoutName,
  slot: v.fallback(layoutSlot, null),
  roles: v.fallback(layoutRoles, []),
  versions: v.array(v.unknown()),
});
const version = v.object({
  version: v.pipe(count, v.minValue(1)),
  savedAt: v.fallback(v.pipe(v.number(), v.finite(), v.minValue(0)), 0),
  windows: deskWindows,
});

/** What was damaged: told once for each part that is left out. */
export type Lost = (what: 'desk' | 'window' | 'layout' | 'version', why: string) => void;

/** Reads what was saved, each part by itself: a damaged window, version, layout or desk costs itself and is told to `lost`. */
export function readStored(raw: unknown, lost: Lost): Stored {
  if (raw === null || raw === undefined) return NOTHING_STORED;
  const parsed = v.safeParse(shape, raw);
  if (!parsed.success) {
    lost('desk', why(parsed.issues));
    return NOTHING_STORED;
  }
  return {
    role: parsed.output.role,
    desks: new Map(parsed.output.desks.slice(-MAX_DESKS).flatMap((one) => readDesk(one, lost))),
    layouts: distinct(
      parsed.output.layouts.flatMap((one) => readLayout(one, lost)),
      lost,
    ),
  };
}

export const writeStored = ({ role, desks, layouts }: Stored): unknown => ({
  role,
  desks: [...desks].map(([role, desk]) => ({ role, ...desk })),
  layouts,
});

function readDesk(raw: unknown, lost: Lost): [string, StoredDesk][] {
  const parsed = v.safeParse(desk, raw);
  if (!parsed.success) {
    lost('desk', why(parsed.issues));
    return [];
  }
  const { role, layout } = parsed.output;
  const windows: DeskWindow[] = [];
  for (const one of parsed.output.windows) {
    const read = v.safeParse(deskWindow, one);
    const wrong = read.success ? null : why(read.issues);
    if (wrong !== null) lost('window', wrong);
    else windows.push(read.output as DeskWindow);
  }
  const wrong = checkWindows(windows);
  if (wrong === null) return [[role, { windows, layout }]];
  lost('desk', wrong);
  return [];
}

function readLayout(raw: unknown, lost: Lost): Saved[] {
  const parsed = v.safeParse(saved, raw);
  if (!parsed.success) {
    lost('layout', why(parsed.issues));
    return [];
  }
  const versions: Version[] = [];
  for (const one of parsed.output.versions) {
    const read = v.safeParse(version, one);
    if (read.success) versions.push(read.output);
    else lost('version', `${parsed.output.id}: ${why(read.issues)}`);
  }
  versions.sort((a, b) => b.version - a.version);
  const [newest, ...older] = versions.slice(0, MAX_LAYOUT_VERSIONS);
  if (newest !== undefined) return [{ ...parsed.output, versions: [newest, ...older] }];
  lost('layout', `${parsed.output.id}: none of its versions can be read`);
  return [];
}

/** A file that was edited by hand may name things twice: the first one counts. */
function distinct(layouts: readonly Saved[], lost: Lost): Saved[] {
  const ids = new Set<string>();
  const slots = new Set<number>();
  const roles = new Set<string>();
  const first = <T>(set: Set<T>, value: T): boolean => !set.has(value) && set.add(value).has(value);
  return layouts.flatMap((layout) => {
    if (isBuiltin(layout.id) || ids.size >= MAX_LAYOUTS || !first(ids, layout.id)) {
      lost('layout', `${layout.id}: stands twice, is built in, or is one too many`);
      return [];
    }
    const slot = layout.slot !== null && first(slots, layout.slot) ? layout.slot : null;
    return [{ ...layout, slot, roles: layout.roles.filter((role) => first(roles, role)) }];
  });
}

function why(issues: readonly v.BaseIssue<unknown>[]): string {
  const { field, reason } = firstWrong(issues);
  return field === '' ? reason : `${field}: ${reason}`;
}
