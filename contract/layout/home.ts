import type { Panel } from '../bridge.ts';
import type { Path, Place, Side, Split } from './types.ts';
import { beside, changedAt, normalised, panelsOf, placeAt, splitOf, stackOf, stackWith } from './tree.ts';

const one = (panel: Panel): Place => stackWith([panel], panel);

/**
 * Every panel in the place that it has by itself, as on the dispatcher's desk: the map over the board, alarms at the right,
 * beside the map what is opened for a while.
 * A panel that is opened takes the place beside the neighbour that it has here.
 */
export const HOME: Split = splitOf(
  'row',
  [
    splitOf(
      'column',
      [
        splitOf(
          'row',
          [one('map'), splitOf('column', [one('route'), one('alarm-desk')], [0.54, 0.46])],
          [0.56, 0.44],
        ),
        splitOf('row', [one('board'), one('chart')], [0.64, 0.36]),
      ],
      [0.68, 0.32],
    ),
    splitOf('column', [one('alarms'), one('capacity')], [0.84, 0.16]),
  ],
  [0.765, 0.235],
);

interface Neighbour {
  /** What stands next to it at home, of what is open. */
  readonly panels: readonly Panel[];
  readonly side: Exclude<Side, 'tab'>;
  readonly share: number;
}

/** The panel beside what is nearest to it in `HOME` and open; the only one where nothing is. */
export function atHome(root: Place | null, panel: Panel): Place {
  const neighbour = root === null ? null : neighbourOf(panel, panelsOf(root));
  if (root === null || neighbour === null) return one(panel);
  const { tree, path } = gather(root, neighbour.panels);
  const put = changedAt(tree, path, (place) => beside(place, neighbour.side, one(panel), neighbour.share));
  return normalised(put) ?? one(panel);
}

function neighbourOf(panel: Panel, open: readonly Panel[]): Neighbour | null {
  const path = stackOf(HOME, panel)?.path ?? [];
  for (let depth = path.length - 1; depth >= 0; depth -= 1) {
    const split = placeAt(HOME, path.slice(0, depth));
    const at = path[depth] ?? 0;
    if (split?.kind !== 'split') continue;
    for (const [n, child] of split.children.entries()) {
      const panels = panelsOf(child).filter((other) => open.includes(other));
      if (n === at || panels.length === 0) continue;
      const sides = split.along === 'row' ? (['left', 'right'] as const) : (['top', 'bottom'] as const);
      return { panels, side: sides[n < at ? 1 : 0], share: split.shares[at] ?? 0.5 };
    }
  }
  return null;
}

/** Neighbours in a row become one place, so that something can stand beside all of them; apart from each other the first stands for them. */
function gather(root: Place, panels: readonly Panel[]): { readonly tree: Place; readonly path: Path } {
  const path = common(panels.map((panel) => stackOf(root, panel)?.path ?? []));
  const place = placeAt(root, path);
  const isAll = (some: Place): boolean => panelsOf(some).every((panel) => panels.includes(panel));
  if (place?.kind !== 'split' || isAll(place)) return { tree: root, path };
  const has = place.children.map((child) => panelsOf(child).some((panel) => panels.includes(panel)));
  const from = has.indexOf(true);
  const to = has.lastIndexOf(true) + 1;
  const run = place.children.slice(from, to);
  const [first] = panels;
  if (first === undefined || !run.every(isAll))
    return { tree: root, path: stackOf(root, first ?? 'map')?.path ?? [] };
  const lengths = place.shares.slice(from, to);
  const length = lengths.reduce((sum, share) => sum + share, 0);
  const wrapped = (): Split => ({
    ...place,
    children: place.children.toSpliced(from, run.length, splitOf(place.along, run, lengths)),
    shares: place.shares.toSpliced(from, run.length, length),
  });
  return { tree: changedAt(root, path, wrapped), path: [...path, from] };
}

/** The beginning that all paths share. */
function common(paths: readonly Path[]): Path {
  const [first = [], ...others] = paths;
  const differs = first.findIndex((index, n) => others.some((path) => path[n] !== index));
  return differs === -1 ? first : first.slice(0, differs);
}
