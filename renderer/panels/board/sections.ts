import { MAX_FOLD_KEY, MAX_FOLDS, type BoardFolds, type BoardGroup } from '../../../contract/board.ts';
import { markOf, type Mark, type RouteId, type RouteState } from '../../../contract/fleet.ts';
import { isException, passes } from './filters.ts';
import { byName, URGENCY } from './order.ts';

/** Routes under one head; without grouping there is one section, and its head is not shown. */
export interface Section {
  /** The depot, the driver, the mark; empty for routes that have none. */
  readonly key: string;
  readonly late: number;
  readonly exceptions: number;
  /** In the board's order. */
  readonly ids: readonly RouteId[];
}

/** One row of the board. */
export type Line =
  { readonly kind: 'head'; readonly section: Section } | { readonly kind: 'route'; readonly id: RouteId };

const KEY_OF: Readonly<Record<BoardGroup, (route: RouteState) => string>> = {
  none: () => '',
  depot: ({ depot }) => depot ?? '',
  driver: ({ driver }) => driver ?? '',
  status: markOf,
};

export const groupKey = (route: RouteState, group: BoardGroup): string =>
  KEY_OF[group](route).slice(0, MAX_FOLD_KEY);

/** The most urgent status first, names as people order them, and what has no name at the end. */
function compareKeys(a: string, b: string, group: BoardGroup): number {
  if (group === 'status') return URGENCY[a as Mark] - URGENCY[b as Mark];
  if (a === '' || b === '') return Number(a === '') - Number(b === '');
  return byName(a, b);
}

/** @param ordered routes in the board's order, which each section keeps */
export function sectionsOf(ordered: readonly RouteState[], group: BoardGroup): Section[] {
  const by = new Map<string, { key: string; late: number; exceptions: number; ids: RouteId[] }>();
  for (const route of ordered) {
    const key = groupKey(route, group);
    let section = by.get(key);
    if (section === undefined) by.set(key, (section = { key, late: 0, exceptions: 0, ids: [] }));
    section.ids.push(route.id);
    if (passes(route, 'late')) section.late += 1;
    if (isException(route)) section.exceptions += 1;
  }
  return [...by.values()].sort((a, b) => compareKeys(a.key, b.key, group));
}

/**
 * While the pointer is over the rows: nothing moves. What is gone is taken out, what is new comes to its section's end, a new
 * section to the board's end; a route stays in the section that it was seen in.
 */
export function heldSections(
  held: readonly Section[],
  fresh: readonly Section[],
  exists: (id: RouteId) => boolean,
): Section[] {
  const known = new Set(held.flatMap((section) => section.ids));
  const freshOf = new Map(fresh.map((section) => [section.key, section]));
  const kept = held.map((section) => {
    const now = freshOf.get(section.key);
    freshOf.delete(section.key);
    const added = (now?.ids ?? []).filter((id) => !known.has(id));
    return { ...section, ...now, ids: [...section.ids.filter(exists), ...added] };
  });
  const late = [...freshOf.values()].map((section) => ({
    ...section,
    ids: section.ids.filter((id) => !known.has(id)),
  }));
  return [...kept, ...late].filter((section) => section.ids.length > 0);
}

export const isFolded = (folds: BoardFolds, key: string): boolean => folds.all !== folds.except.includes(key);

/** The folds after one group's turn; beyond the bound the oldest that was turned is as the others are. */
export function turned(folds: BoardFolds, key: string, folded: boolean): BoardFolds {
  if (isFolded(folds, key) === folded) return folds;
  const others = folds.except.filter((one) => one !== key);
  return { all: folds.all, except: folds.all === folded ? others : [...others, key].slice(-MAX_FOLDS) };
}

/** The rows, heads and all, in their order. */
export function linesOf(sections: readonly Section[], group: BoardGroup, folds: BoardFolds): Line[] {
  const lines: Line[] = [];
  for (const section of sections) {
    if (group !== 'none') lines.push({ kind: 'head', section });
    if (group !== 'none' && isFolded(folds, section.key)) continue;
    for (const id of section.ids) lines.push({ kind: 'route', id });
  }
  return lines;
}

/** What a line is called: the same over re-orderings. */
export const lineKey = (line: Line): string =>
  line.kind === 'head' ? `head:${line.section.key}` : `route:${line.id}`;

/** The head that a line lies under; null above the first, and without groups. */
export function headAt(lines: readonly Line[], index: number): number | null {
  for (let at = Math.min(index, lines.length - 1); at >= 0; at -= 1)
    if (lines[at]?.kind === 'head') return at;
  return null;
}
