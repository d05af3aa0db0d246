import { PANELS, type Panel } from '../bridge.ts';
import { atHome } from './home.ts';
import {
  beside,
  changedAt,
  normalised,
  placeAt,
  splitOf,
  stackOf,
  stacksOf,
  stackWith,
  without,
} from './tree.ts';
import type { Path, Place, Side } from './types.ts';

export { HOME } from './home.ts';
export { panelsOf, placeAt, stackOf, stacksOf, type StackAt } from './tree.ts';

/*
 * What can be done to a window's tree. All of it is pure, keeps what `checkPlace` asks for, and neither loses nor doubles a panel.
 */

/** A splitter leaves at least this share to what it makes smaller. */
export const MIN_SHARE = 0.03;
const SUM_TOLERANCE = 1e-6;

/** What is wrong with a tree, in words for a developer, with its path; null where nothing is. */
export function checkPlace(root: Place | null): string | null {
  const seen = new Set<Panel>();
  return root === null ? null : wrongAt(root, 'root', null, 0, seen);
}

function wrongAt(
  place: Place,
  path: string,
  parent: 'row' | 'column' | null,
  depth: number,
  seen: Set<Panel>,
): string | null {
  // Each split holds a panel more than its children alone: a true tree cannot be deeper.
  if (depth >= PANELS.length) return `${path}: deeper than ${PANELS.length} splits`;
  if (place.kind === 'stack') {
    if (place.panels.length === 0) return `${path}.panels: empty`;
    for (const [n, panel] of place.panels.entries()) {
      if (!PANELS.includes(panel)) return `${path}.panels[${n}]: no panel is called "${panel}"`;
      if (seen.has(panel)) return `${path}.panels[${n}]: "${panel}" stands twice in this window`;
      seen.add(panel);
    }
    return place.panels.includes(place.front) ? null : `${path}.front: "${place.front}" is not in this stack`;
  }
  const { along, children, shares } = place;
  if (along === parent) return `${path}.along: "${along}", as the split around it`;
  if (children.length < 2) return `${path}.children: ${children.length}, expected at least 2`;
  if (shares.length !== children.length)
    return `${path}.shares: ${shares.length} for ${children.length} children`;
  const bad = shares.findIndex((share) => !(share > 0 && share < 1));
  if (bad !== -1) return `${path}.shares[${bad}]: ${shares[bad]}, expected above 0 and below 1`;
  const sum = shares.reduce((total, share) => total + share, 0);
  if (Math.abs(sum - 1) > SUM_TOLERANCE) return `${path}.shares: sum ${sum}, expected 1`;
  for (const [n, child] of children.entries()) {
    const wrong = wrongAt(child, `${path}.children[${n}]`, along, depth + 1, seen);
    if (wrong !== null) return wrong;
  }
  return null;
}

/** What a panel takes that is put beside a place: half of a stack, a third where it stands beside several. */
export const shareBeside = (place: Place): number => (place.kind === 'stack' ? 1 / 2 : 1 / 3);

/**
 * The panel at a side of the place at `path`, where it takes its `shareBeside`; `tab` puts it into the stack there, the first one under
 * a split, in front. Where it is in the tree already it moves; `path` is of the tree as given.
 * Throws RangeError for a path that leads nowhere: ask `placeAt` first for one that came from outside.
 */
export function insertPanel(root: Place | null, panel: Panel, path: Path, side: Side): Place {
  const alone = stackWith([panel], panel);
  if (root === null) {
    if (path.length > 0) throw new RangeError(`no place at [${path.join(', ')}]`);
    return alone;
  }
  const rest = without(root, panel);
  const put = changedAt(rest, path, (place) =>
    side === 'tab' ? asTab(place, panel) : beside(place, side, alone, shareBeside(place)),
  );
  return normalised(put) ?? alone;
}

function asTab(place: Place, panel: Panel): Place {
  // Empty is where the panel itself was alone.
  const stacks = stacksOf(place);
  const target = stacks.find(({ stack }) => stack.panels.length > 0) ?? stacks[0];
  if (target === undefined) return stackWith([panel], panel);
  const { panels } = target.stack;
  return changedAt(place, target.path, () => stackWith([...panels, panel], panel));
}

/** Null where it was the last one; as it was where the panel is not in it. Its room goes to those beside it, by their shares. */
export const removePanel = (root: Place | null, panel: Panel): Place | null =>
  root === null || stackOf(root, panel) === null ? root : normalised(without(root, panel));

/** In front; where it is not open, beside the neighbour that it has in `HOME`. */
export const openPanel = (root: Place | null, panel: Panel): Place =>
  stackOf(root, panel) === null ? atHome(root, panel) : (toFront(root, panel) ?? atHome(root, panel));

/** As it was where the panel is not in it. */
export function toFront(root: Place | null, panel: Panel): Place | null {
  const at = stackOf(root, panel);
  if (root === null || at === null || at.stack.front === panel) return root;
  return changedAt(root, at.path, () => stackWith(at.stack.panels, panel));
}

/**
 * Moves the edge between the children `index` and `index + 1` of the split at `path` by `by`, a share of the split's length, towards
 * its end where positive; at least `MIN_SHARE` is left to what shrinks. As it was where there is no such edge.
 */
export function resize(root: Place | null, path: Path, index: number, by: number): Place | null {
  const split = placeAt(root, path);
  if (root === null || split?.kind !== 'split') return root;
  const [before, after] = [split.shares[index], split.shares[index + 1]];
  if (before === undefined || after === undefined) return root;
  const least = Math.min(MIN_SHARE, before, after);
  const moved = Math.max(least - before, Math.min(after - least, by));
  return withShares(root, path, split.shares.with(index, before + moved).with(index + 1, after - moved));
}

/** Shares of the split at `path`, as many as its children, each above 0, of any sum. As it was where they do not fit. */
export function withShares(root: Place | null, path: Path, shares: readonly number[]): Place | null {
  const split = placeAt(root, path);
  if (root === null || split?.kind !== 'split' || shares.length !== split.children.length) return root;
  if (!shares.every((share) => share > 0 && Number.isFinite(share))) return root;
  return changedAt(root, path, () => splitOf(split.along, split.children, shares));
}
