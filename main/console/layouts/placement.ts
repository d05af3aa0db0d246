import type { Disposable } from '../../../contract/disposable.ts';
import type { DeskWindow } from '../../../contract/layout/types.ts';
import { mostOf, placeWindows, type Placed } from '../displays/place.ts';
import { centred, overlap } from '../displays/fit.ts';
import type { Bounds, Clock, Displays, WindowPlace, WindowReport, Windows } from '../ports.ts';

/** Systems move windows by themselves when a display goes, some of them; after that it is our turn. Milliseconds. */
export const SETTLES = 1_000;
/** So long after a window was put on a display that is not its own, what is reported of it is the system's doing. Milliseconds. */
export const ARRIVES = 3_000;
/** Device-independent pixels by which systems round. */
const ROUNDING = 2;

export interface PlacementDeps {
  readonly clock: Clock;
  readonly displays: Displays;
  readonly windows: Windows;
  desk(): readonly DeskWindow[];
  title(window: DeskWindow): string;
  /** Where the window belongs from now on. */
  settled(id: string, home: Pick<DeskWindow, 'bounds' | 'state' | 'display'>): void;
}

interface Standing {
  readonly placed: Placed;
  /** What it was placed by: while this is the same, it stays. */
  readonly home: DeskWindow;
  readonly placing: number;
  /** `clock.elapsed()`. */
  readonly since: number;
}

/**
 * Brings the desk's windows onto the displays, and learns from the host where their operator puts them. Where a window belongs and
 * where it stands are two things while its display is away: only what an operator did is remembered.
 */
export class Placement implements Disposable {
  readonly #deps: PlacementDeps;
  readonly #standing = new Map<string, Standing>();
  #displays = '';
  #placings = 0;
  #settling: Disposable | null = null;
  #listening: Disposable | null = null;

  constructor(deps: PlacementDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#listening ??= this.#deps.displays.onChange(() => this.#settleSoon());
    this.show();
  }

  /** The desk is another, or its windows are to be opened again. */
  show(): void {
    if (this.#listening === null) return;
    const { clock, displays } = this.#deps;
    const now = displays.list();
    const seen = JSON.stringify(now);
    if (seen !== this.#displays) this.#standing.clear();
    this.#displays = seen;
    const windows = this.#deps.desk();
    const kept = new Map<string, Placed>();
    for (const window of windows) {
      const standing = this.#standing.get(window.id);
      if (standing !== undefined && sameHome(standing.home, window)) kept.set(window.id, standing.placed);
    }
    const placed = placeWindows(windows, now, kept);
    for (const id of this.#standing.keys())
      if (!windows.some((window) => window.id === id)) this.#standing.delete(id);
    const first: Placed[] = [];
    for (const [n, window] of windows.entries()) {
      const place = placed[n];
      if (place === undefined || kept.has(window.id)) continue;
      if (place.display !== null && (window.bounds === null || window.display === null)) first.push(place);
      this.#placings += 1;
      const since = clock.elapsed();
      this.#standing.set(window.id, { placed: place, home: window, placing: this.#placings, since });
    }
    this.#deps.windows.reconcile(windows.flatMap((window) => this.#placeOf(window)));
    for (const place of first) this.#belongs(place.id, place.bounds, place.state, place.display);
  }

  /** The host found a window elsewhere, or in another state. */
  moved(id: string, { bounds, state, extent }: WindowReport): void {
    const standing = this.#standing.get(id);
    if (standing === undefined || this.#settling !== null) return;
    if (JSON.stringify(this.#deps.displays.list()) !== this.#displays) return this.#settleSoon();
    const { placed, since } = standing;
    if (placed.state === state && near(placed.bounds, bounds)) return;
    if (placed.away && this.#deps.clock.elapsed() - since < ARRIVES) {
      this.#standing.set(id, { ...standing, placed: { ...placed, bounds, state } });
      return;
    }
    const display = mostOf(extent, this.#deps.displays.list()) ?? placed.display;
    const normal =
      state === 'normal' || display === null || overlap(bounds, display.workArea) > 0
        ? bounds
        : centred(bounds, display.workArea);
    this.#standing.set(id, { ...standing, placed: { id, bounds: normal, state, display, away: false } });
    this.#belongs(id, normal, state, display);
  }

  dispose(): void {
    this.#settling?.dispose();
    this.#settling = null;
    this.#listening?.dispose();
    this.#listening = null;
  }

  #settleSoon(): void {
    this.#settling?.dispose();
    this.#settling = this.#deps.clock.after(SETTLES, () => {
      this.#settling = null;
      this.#standing.clear();
      this.show();
    });
  }

  /** Without moving it there: there it is. */
  #belongs(id: string, bounds: Bounds, state: DeskWindow['state'], display: Placed['display']): void {
    const standing = this.#standing.get(id);
    if (standing === undefined) return;
    const home = { bounds, state, display: display?.identity ?? null };
    this.#standing.set(id, { ...standing, home: { ...standing.home, ...home } });
    this.#deps.settled(id, home);
  }

  #placeOf(window: DeskWindow): WindowPlace[] {
    const standing = this.#standing.get(window.id);
    if (standing === undefined) return [];
    const { bounds, state } = standing.placed;
    const { placing } = standing;
    return [{ id: window.id, title: this.#deps.title(window), bounds, state, placing }];
  }
}

const sameHome = (a: DeskWindow, b: DeskWindow): boolean =>
  a.state === b.state &&
  JSON.stringify(a.bounds) === JSON.stringify(b.bounds) &&
  JSON.stringify(a.display) === JSON.stringify(b.display);

const near = (a: Bounds, b: Bounds): boolean =>
  (['x', 'y', 'width', 'height'] as const).every((side) => Math.abs(a[side] - b[side]) <= ROUNDING);
