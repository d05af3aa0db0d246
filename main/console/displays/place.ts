import { MAIN_WINDOW, type DeskWindow } from '../../../contract/layout/types.ts';
import type { Bounds, Display } from '../ports.ts';
import { carried, centred, fitInto, hides, isReachable, overlap, SMALLEST, usable, whole } from './fit.ts';
import { matchDisplays } from './match.ts';

/** Device-independent pixels: a main window that was never placed, and another one. */
const FIRST = { width: 1_600, height: 1_000 };
const FIRST_OTHER = { width: 960, height: 680 };
/** Tried one after the other where a window would hide another, as a share of the display. */
const SMALLER = [0.8, 0.6, 0.45];
/** A window that may have to share its display covers at most so much of it, one way or the other. */
const ROOM = 0.85;
/** Places tried along each side of a display. */
const STEPS = 8;

/** Where a window is to be now. */
export interface Placed {
  readonly id: string;
  readonly bounds: Bounds;
  readonly state: DeskWindow['state'];
  /** On this one; null where the host has no say over windows. */
  readonly display: Display | null;
  /** It belongs to a display that is not there: it goes back when it is. */
  readonly away: boolean;
}

/**
 * Windows on the displays of now. A window whose display is there stands there, at the same place of it, exactly as saved where the
 * display is as it was; it is moved only as far as it could not be reached. Whose display is away stands on the one with most room, within
 * its work area, and hides none and is hidden by none while there is room. What is saved is never changed by this: with the
 * display back the answer is the old one.
 * @param displays the primary first; none (a locked session, or no say over windows): as saved
 * @param kept placed before and to stay: the others go around them
 */
export function placeWindows(
  windows: readonly DeskWindow[],
  displays: readonly Display[],
  kept: ReadonlyMap<string, Placed> = new Map(),
): Placed[] {
  const [primary] = displays;
  const areas = displays.map(({ workArea }) => workArea);
  const home = homes(windows, displays);
  const placed = new Map<string, Placed>();
  for (const window of windows) {
    const before = kept.get(window.id);
    if (before !== undefined) placed.set(window.id, before);
  }
  const waiting: DeskWindow[] = [];
  for (const window of windows) {
    const { id, bounds, state } = window;
    const display = home.get(id) ?? null;
    if (placed.has(id)) continue;
    if (primary === undefined) {
      const as = bounds !== null && usable(bounds) ? whole(bounds) : { x: 0, y: 0, ...firstSize(window) };
      placed.set(id, { id, bounds: as, state, display: null, away: false });
    } else if (display === null || bounds === null) waiting.push(window);
    else placed.set(id, { id, bounds: atHome(window, bounds, display, areas), state, display, away: false });
  }
  for (const window of waiting)
    placed.set(window.id, elsewhere(window, displays, placed, windows.length > displays.length));
  return windows.flatMap(({ id }) => placed.get(id) ?? []);
}

/** The display of now to which each window belongs; none where it is away or the window was never placed. */
function homes(windows: readonly DeskWindow[], displays: readonly Display[]): Map<string, Display> {
  const saved = windows.flatMap(({ display }) => display ?? []);
  const matched = matchDisplays(
    saved,
    displays.map(({ identity }) => identity),
  );
  const found = new Map<string, Display>();
  for (const { id, display, bounds } of windows) {
    if (bounds === null || !usable(bounds)) continue;
    // Put somewhere by the pointer, or by a version that knew no displays: where most of it is.
    const at =
      display === null ? mostOf(whole(bounds), displays) : displays[matched[saved.indexOf(display)] ?? -1];
    if (at !== undefined) found.set(id, at);
  }
  return found;
}

export function mostOf(window: Bounds, displays: readonly Display[]): Display | undefined {
  const shares = displays.map(({ workArea }) => overlap(window, workArea));
  const most = Math.max(0, ...shares);
  return most === 0 ? undefined : displays[shares.indexOf(most)];
}

function atHome(
  { display: saved }: DeskWindow,
  bounds: Bounds,
  { identity, workArea }: Display,
  areas: readonly Bounds[],
): Bounds {
  const window = saved === null ? whole(bounds) : carried(bounds, saved.bounds, identity.bounds);
  return isReachable(window, areas) ? window : fitInto(window, workArea);
}

const firstSize = ({ id }: DeskWindow) => (id === MAIN_WINDOW ? FIRST : FIRST_OTHER);

/** For a window without a display: the one with most room, in front of or beside what stands there. */
function elsewhere(
  window: DeskWindow,
  displays: readonly Display[],
  placed: ReadonlyMap<string, Placed>,
  crowded: boolean,
): Placed {
  const { id, bounds, display: saved } = window;
  const never = bounds === null || !usable(bounds);
  const others = (display: Display): Placed[] =>
    [...placed.values()].filter((other) => other.display === display);
  const main = never && id !== MAIN_WINDOW ? placed.get(MAIN_WINDOW)?.display : null;
  const order = displays
    .map((display) => ({ display, there: others(display) }))
    .sort(
      (a, b) =>
        Number(b.display === main) - Number(a.display === main) ||
        load(a.display, a.there) - load(b.display, b.there),
    )
    .map(({ display, there }) => {
      const area = display.workArea;
      const size = never ? firstSize(window) : whole(bounds);
      const wanted =
        never || saved === null
          ? centred(size, area)
          : fitInto({ ...carried(bounds, saved.bounds, display.identity.bounds), ...size }, area);
      const taken = there.map(extent);
      return { display, taken, wanted: crowded ? leavingRoom(wanted, area) : wanted };
    });
  const found = order.flatMap(({ display, wanted, taken }) => {
    const free = beside(wanted, display.workArea, taken);
    return free === null ? [] : [{ display, bounds: free, alone: taken.length === 0 }];
  })[0];
  const [first] = order;
  if (first === undefined) throw new RangeError('no display to place a window on');
  const at = found ?? { display: first.display, bounds: first.wanted, alone: false };
  // A window that fills a display hides whatever else stands there.
  return {
    id,
    bounds: at.bounds,
    state: at.alone ? window.state : 'normal',
    display: at.display,
    away: !never,
  };
}

/** Where there are more windows than displays another one may have to stand beside it. */
function leavingRoom(window: Bounds, area: Bounds): Bounds {
  const most = { width: Math.round(area.width * ROOM), height: Math.round(area.height * ROOM) };
  return window.width <= most.width || window.height <= most.height
    ? window
    : centred(
        { width: Math.max(most.width, SMALLEST.width), height: Math.max(most.height, SMALLEST.height) },
        area,
      );
}

const extent = ({ bounds, state, display }: Placed): Bounds =>
  state === 'normal' || display === null ? bounds : display.workArea;

/** Windows first, then the share of the area that they cover: an empty display is the best one, and of equal ones the first. */
const load = ({ workArea }: Display, there: readonly Placed[]): number =>
  there.length +
  there.reduce((sum, one) => sum + overlap(extent(one), workArea), 0) /
    (workArea.width * workArea.height * (there.length + 1));

/** As wanted where it hides none and none hides it; else elsewhere in the area, else smaller; null where there is no room. */
function beside(wanted: Bounds, area: Bounds, there: readonly Bounds[]): Bounds | null {
  const free = (window: Bounds): boolean => !there.some((other) => hides(window, other));
  if (free(wanted)) return wanted;
  const sizes = [
    wanted,
    ...SMALLER.map((share) => ({
      width: Math.max(SMALLEST.width, Math.min(wanted.width, Math.round(area.width * share))),
      height: Math.max(SMALLEST.height, Math.min(wanted.height, Math.round(area.height * share))),
    })),
    SMALLEST,
  ];
  for (const size of sizes) {
    const found = spots(fitInto({ ...wanted, ...size, x: wanted.x, y: wanted.y }, area), area).find(free);
    if (found !== undefined) return found;
  }
  return null;
}

/** The window at places all over the area, those nearest to where it is first. */
function spots(window: Bounds, area: Bounds): Bounds[] {
  const along = (from: number, room: number): number[] =>
    Array.from({ length: STEPS + 1 }, (_, n) => Math.round(from + (room * n) / STEPS));
  const far = (spot: Bounds): number => Math.hypot(spot.x - window.x, spot.y - window.y);
  return [
    window,
    ...along(area.x, area.width - window.width)
      .flatMap((x) => along(area.y, area.height - window.height).map((y) => ({ ...window, x, y })))
      .sort((a, b) => far(a) - far(b)),
  ];
}
