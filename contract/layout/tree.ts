import type { Panel } from '../bridge.ts';
import type { Path, Place, Side, Split, Stack } from './types.ts';

/** A tree on its way: stacks may be empty, splits may have one child or go the way of their parent. `normalised` mends it. */
export type RawPlace = Place;

/** In reading order: top to bottom and left to right, tabs in theirs. */
export const panelsOf = (place: Place | null): Panel[] =>
  place === null
    ? []
    : place.kind === 'stack'
      ? [...place.panels]
      : place.children.flatMap((child) => panelsOf(child));

/** Null where the path leads nowhere. */
export function placeAt(root: Place | null, path: Path): Place | null {
  let place = root;
  for (const index of path) place = (place?.kind === 'split' ? place.children[index] : undefined) ?? null;
  return place;
}

export interface StackAt {
  readonly path: Path;
  readonly stack: Stack;
}

/** In reading order. */
export const stacksOf = (place: Place | null, path: Path = []): StackAt[] =>
  place === null
    ? []
    : place.kind === 'stack'
      ? [{ path, stack: place }]
      : place.children.flatMap((child, index) => stacksOf(child, [...path, index]));

/** Where a panel stands; null where it does not. */
export const stackOf = (root: Place | null, panel: Panel): StackAt | null =>
  stacksOf(root).find(({ stack }) => stack.panels.includes(panel)) ?? null;

export const stackWith = (panels: readonly Panel[], front: Panel): Stack => ({
  kind: 'stack',
  panels,
  front,
});

/** The tree with the place at `path` changed. Throws RangeError for a path that leads nowhere. */
export function changedAt(root: Place, path: Path, change: (place: Place) => Place): Place {
  const [index, ...rest] = path;
  if (index === undefined) return change(root);
  const child = root.kind === 'split' ? root.children[index] : undefined;
  if (root.kind !== 'split' || child === undefined) throw new RangeError(`no place at [${path.join(', ')}]`);
  const changed = changedAt(child, rest, change);
  return { ...root, children: root.children.map((one, n) => (n === index ? changed : one)) };
}

/** Each stack without the panel; one that had nothing else is left empty, so that paths keep their meaning. */
export function without(place: Place, panel: Panel): RawPlace {
  if (place.kind === 'split')
    return { ...place, children: place.children.map((child) => without(child, panel)) };
  const at = place.panels.indexOf(panel);
  if (at === -1) return place;
  const panels = place.panels.filter((one) => one !== panel);
  // The tab that comes into its place, as in a browser.
  const next = panels[Math.min(at, panels.length - 1)] ?? panel;
  return stackWith(panels, place.front === panel ? next : place.front);
}

/** What stands at a side, and what it takes of the length, above 0 and below 1. */
export function beside(place: Place, side: Exclude<Side, 'tab'>, guest: Place, share = 0.5): RawPlace {
  const before = side === 'left' || side === 'top';
  return {
    kind: 'split',
    along: side === 'left' || side === 'right' ? 'row' : 'column',
    children: before ? [guest, place] : [place, guest],
    shares: before ? [share, 1 - share] : [1 - share, share],
  };
}

/** No empty stack, no split of one child, none in another of the same direction, shares that sum to 1. Null: nothing is left. */
export function normalised(place: RawPlace): Place | null {
  if (place.kind === 'stack') return place.panels.length === 0 ? null : place;
  const parts = place.children.flatMap((child, n) => {
    const part = normalised(child);
    const share = place.shares[n] ?? 0;
    if (part === null) return [];
    return part.kind === 'split' && part.along === place.along
      ? part.children.map((one, m) => ({ part: one, share: share * (part.shares[m] ?? 0) }))
      : [{ part, share }];
  });
  const [only] = parts;
  if (only === undefined) return null;
  return parts.length === 1
    ? only.part
    : splitOf(
        place.along,
        parts.map(({ part }) => part),
        parts.map(({ share }) => share),
      );
}

/** Shares of any sum. */
export function splitOf(along: Split['along'], children: readonly Place[], shares: readonly number[]): Split {
  const sum = shares.reduce((total, share) => total + share, 0);
  // As it is where it is right: a tree that nothing happened to stays equal to itself.
  const exact = Math.abs(sum - 1) < 1e-9 ? shares : shares.map((share) => share / sum);
  return { kind: 'split', along, children, shares: exact };
}
