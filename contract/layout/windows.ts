import { PANELS, type Panel } from '../bridge.ts';
import { fail, ok, type Result } from '../result.ts';
import { checkPlace, insertPanel, openPanel, panelsOf, placeAt, removePanel } from './place.ts';
import { MAIN_WINDOW, MAX_WINDOWS, type DeskWindow, type Path, type Place, type Side } from './types.ts';

/*
 * What can be done to the windows of a desk. All of it is pure; `main` always stays, a window that was torn off goes with its last panel.
 */

type Windows = readonly DeskWindow[];

export const windowOf = (windows: Windows, id: string): DeskWindow | null =>
  windows.find((window) => window.id === id) ?? null;

/** Panels that stand in any window, in the order of `PANELS`. */
export function openPanels(windows: Windows): Panel[] {
  const open = new Set(windows.flatMap(({ root }) => panelsOf(root)));
  return PANELS.filter((panel) => open.has(panel));
}

/** What is wrong with a desk, in words for a developer, with its path; null where nothing is. */
export function checkWindows(windows: Windows): string | null {
  if (windows.length > MAX_WINDOWS) return `windows: ${windows.length}, expected at most ${MAX_WINDOWS}`;
  const seen = new Set<string>();
  for (const [n, { id, root }] of windows.entries()) {
    if (seen.has(id)) return `windows[${n}].id: "${id}" stands twice`;
    seen.add(id);
    if (root === null && id !== MAIN_WINDOW) return `windows[${n}].root: null, only "main" may be empty`;
    const wrong = checkPlace(root);
    if (wrong !== null) return `windows[${n}].${wrong}`;
  }
  return seen.has(MAIN_WINDOW) ? null : `windows: none of them is "${MAIN_WINDOW}"`;
}

/** @returns null where there is no such window */
export function withRoot(windows: Windows, id: string, root: Place | null): DeskWindow[] | null {
  if (windowOf(windows, id) === null) return null;
  return windows
    .map((window) => (window.id === id ? { ...window, root } : window))
    .filter((window) => window.root !== null || window.id === MAIN_WINDOW);
}

/** Moves a panel out of its window into `made`, whose own tree is not looked at. `field` of a failure is the call's argument. */
export function tearOff(
  windows: Windows,
  from: string,
  panel: Panel,
  made: DeskWindow,
): Result<DeskWindow[]> {
  const source = windowOf(windows, from);
  if (source === null) return noWindow(from, 'windowId');
  if (!panelsOf(source.root).includes(panel)) return notThere(panel, from);
  if (windowOf(windows, made.id) !== null)
    return fail('conflict', `There is a window "${made.id}" already`, 'id');
  if (windows.length >= MAX_WINDOWS)
    return fail('conflict', `No more than ${MAX_WINDOWS} windows`, 'windowId');
  const left = withRoot(windows, from, removePanel(source.root, panel)) ?? [];
  return ok([...left, { ...made, root: { kind: 'stack', panels: [panel], front: panel } }]);
}

export interface PanelMove {
  readonly from: string;
  readonly panel: Panel;
  readonly to: string;
  /** Of the tree of `to` as it stands. */
  readonly path: Path;
  readonly side: Side;
}

/** Within one window, or from one to another: where the other has the panel already, it moves there and is in one window less. */
export function movePanel(
  windows: Windows,
  { from, panel, to, path, side }: PanelMove,
): Result<DeskWindow[]> {
  const [source, target] = [windowOf(windows, from), windowOf(windows, to)];
  if (source === null) return noWindow(from, 'from');
  if (target === null) return noWindow(to, 'to');
  if (!panelsOf(source.root).includes(panel)) return notThere(panel, from);
  if (path.length > 0 && placeAt(target.root, path) === null)
    return fail('bad-request', `There is no place at [${path.join(', ')}] (window "${to}")`, 'path');
  const left = from === to ? windows : (withRoot(windows, from, removePanel(source.root, panel)) ?? []);
  return ok(withRoot(left, to, insertPanel(target.root, panel, path, side)) ?? []);
}

/** @param keep its panels open in `main`, those that are not there yet */
export function closeWindow(windows: Windows, id: string, keep: boolean): Result<DeskWindow[]> {
  const window = windowOf(windows, id);
  if (window === null) return noWindow(id, 'windowId');
  if (id === MAIN_WINDOW) return fail('conflict', `Window "${MAIN_WINDOW}" stays`, 'windowId');
  const left = windows.filter((other) => other.id !== id);
  const main = windowOf(left, MAIN_WINDOW);
  if (!keep || main === null) return ok(left);
  const open = panelsOf(main.root);
  const root = panelsOf(window.root)
    .filter((panel) => !open.includes(panel))
    .reduce<Place | null>((tree, panel) => openPanel(tree, panel), main.root);
  return ok(withRoot(left, MAIN_WINDOW, root) ?? []);
}

const noWindow = (id: string, field: string): Result<never> =>
  fail('not-found', `There is no window "${id}"`, field);
const notThere = (panel: Panel, id: string): Result<never> =>
  fail('not-found', `Panel "${panel}" is not in window "${id}"`, 'panel');
