import type { Panel } from '../../../contract/bridge.ts';
import type { Path, Place, Split } from '../../../contract/layout/types.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** CSS pixels. */
export interface Measures {
  /** Between two places. */
  readonly gap: number;
  /** Of a panel's head; what a panel needs grows with it. */
  readonly head: number;
}

/** What a panel needs to say anything, at a head of 34 px. */
const LEAST: Readonly<Record<Panel, Size>> = {
  map: { width: 260, height: 160 },
  'alarm-desk': { width: 320, height: 150 },
  board: { width: 320, height: 132 },
  alarms: { width: 232, height: 120 },
  capacity: { width: 200, height: 140 },
  chart: { width: 232, height: 132 },
  route: { width: 560, height: 220 },
};
const HEAD_OF_LEAST = 34;

/** A tree as a window of some size can show it: with the paths of the tree that it was made from. */
export type Fitted = FittedStack | FittedSplit;

export interface FittedStack {
  readonly kind: 'stack';
  readonly path: Path;
  readonly panels: readonly Panel[];
  readonly front: Panel;
  readonly least: Size;
}

export interface FittedSplit {
  readonly kind: 'split';
  readonly path: Path;
  readonly along: Split['along'];
  readonly children: readonly Fitted[];
  readonly shares: readonly number[];
  readonly least: Size;
}

/**
 * The tree with as many of its splits folded into tabs as the size asks for, the innermost first. What even one stack does not fit
 * into is squeezed. `recent`: panels by when they last had the focus, the newest first; of a fold the newest that was in
 * front stays there.
 */
export function fit(root: Place, size: Size, measures: Measures, recent: readonly Panel[]): Fitted {
  let fitted = fittedOf(root, [], measures);
  for (;;) {
    const along =
      fitted.least.width > size.width ? 'row' : fitted.least.height > size.height ? 'column' : null;
    const target = along === null ? null : innermost(fitted, along);
    if (target === null) return fitted;
    fitted = folded(fitted, target, measures, recent);
  }
}

function fittedOf(place: Place, path: Path, measures: Measures): Fitted {
  if (place.kind === 'stack') return stackOf(place.panels, place.front, path, measures);
  const children = place.children.map((child, n) => fittedOf(child, [...path, n], measures));
  const { along, shares } = place;
  return { kind: 'split', path, along, children, shares, least: leastOf(along, children, measures.gap) };
}

function stackOf(panels: readonly Panel[], front: Panel, path: Path, { head }: Measures): FittedStack {
  const scale = head / HEAD_OF_LEAST;
  const most = (side: keyof Size): number =>
    Math.round(Math.max(...panels.map((panel) => LEAST[panel][side])) * scale);
  return { kind: 'stack', path, panels, front, least: { width: most('width'), height: most('height') } };
}

function leastOf(along: Split['along'], children: readonly Fitted[], gap: number): Size {
  const [main, cross] = along === 'row' ? (['width', 'height'] as const) : (['height', 'width'] as const);
  const sum = children.reduce((total, child) => total + child.least[main], gap * (children.length - 1));
  const most = Math.max(...children.map((child) => child.least[cross]));
  return along === 'row' ? { width: sum, height: most } : { width: most, height: sum };
}

/** Of the splits in that direction without another one inside, the longest. */
function innermost(fitted: Fitted, along: Split['along']): FittedSplit | null {
  if (fitted.kind === 'stack') return null;
  const inside = fitted.children.flatMap((child) => innermost(child, along) ?? []);
  const side = along === 'row' ? 'width' : 'height';
  const [longest] = inside.sort((a, b) => b.least[side] - a.least[side]);
  return longest ?? (fitted.along === along ? fitted : null);
}

function folded(fitted: Fitted, target: FittedSplit, measures: Measures, recent: readonly Panel[]): Fitted {
  if (fitted.kind === 'stack') return fitted;
  if (fitted === target) {
    const fronts = frontsOf(fitted);
    const front = recent.find((panel) => fronts.includes(panel)) ?? fronts[0];
    const panels = panelsOf(fitted);
    return front === undefined ? fitted : stackOf(panels, front, fitted.path, measures);
  }
  const children = fitted.children.map((child) => folded(child, target, measures, recent));
  return { ...fitted, children, least: leastOf(fitted.along, children, measures.gap) };
}

const panelsOf = (fitted: Fitted): Panel[] =>
  fitted.kind === 'stack' ? [...fitted.panels] : fitted.children.flatMap(panelsOf);
/** What is in front, in reading order. */
export const frontsOf = (fitted: Fitted): Panel[] =>
  fitted.kind === 'stack' ? [fitted.front] : fitted.children.flatMap(frontsOf);
