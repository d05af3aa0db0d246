import { tick } from 'svelte';
import { PANELS, type Panel } from '../../../contract/bridge.ts';
import { insertPanel, removePanel, stackOf, toFront } from '../../../contract/layout/place.ts';
import type { Place } from '../../../contract/layout/types.ts';
import { focusPanel, neighbour, shownPanels } from '../keys/place.ts';
import type { Measures, Size } from './fit.ts';
import { geometryOf, type Edge, type Geometry } from './geometry.ts';
import type { Places } from './places.svelte.ts';
import { EDGE_STEP, grownPanel, movedPanel, neighbourTab, type Direction } from './steps.ts';

/** How this window shows its tree now, and what keys and pointer do to it. */
export class GridState {
  readonly places: Places;
  size = $state.raw<Size>({ width: 0, height: 0 });
  measures = $state.raw<Measures>({ gap: 6, head: 34 });
  /** While an edge is being dragged: seen, not yet sent. */
  live = $state.raw<Place | null>(null);
  #maximized = $state.raw<Panel | null>(null);
  /** By when they last had the focus, the newest first. */
  #recent = $state.raw<readonly Panel[]>([]);
  readonly #geometry: Geometry = $derived.by(() =>
    geometryOf(this.live ?? this.places.root, this.size, this.measures, this.#recent),
  );

  constructor(places: Places) {
    this.places = places;
  }

  get geometry(): Geometry {
    return this.#geometry;
  }

  /** Only while it is open. */
  get maximized(): Panel | null {
    return this.#maximized !== null && this.places.isOpen(this.#maximized) ? this.#maximized : null;
  }

  /** The one with the focus, or that had it last; the first one before. */
  get current(): Panel | null {
    const { panels } = this.places;
    return this.#recent.find((panel) => panels.includes(panel)) ?? panels[0] ?? null;
  }

  focused(panel: Panel): void {
    if (this.#recent[0] !== panel) this.#recent = [panel, ...this.#recent.filter((one) => one !== panel)];
  }

  /** The panels that can be seen now, in reading order. */
  get shown(): Panel[] {
    return this.maximized === null ? this.geometry.stacks.map(({ front }) => front) : [this.maximized];
  }

  /** In front, opened where it is not, and not behind a maximized one. */
  show(panel: Panel): void {
    if (this.maximized !== panel) this.#maximized = null;
    this.focused(panel);
    this.places.open(panel);
  }

  async focus(where: Panel | 1 | -1, from: Panel | null): Promise<void> {
    const { shown } = this;
    const target = typeof where === 'string' ? where : neighbour(shown, from, where);
    if (target === null) return;
    if (!shown.includes(target)) this.show(target);
    await tick();
    focusPanel(document, target);
  }

  close(panel: Panel): void {
    const hadFocus = document.activeElement?.closest(`[data-panel="${panel}"]`) !== null;
    this.places.change(removePanel(this.places.root, panel));
    // Not to the page: a key pressed next would mean nothing.
    if (hadFocus) void tick().then(() => this.#focusFirst());
  }

  toFront(panel: Panel): void {
    this.focused(panel);
    this.places.change(toFront(this.places.root, panel));
  }

  /** The panel itself, or back where it is so already. */
  toggleMaximized(panel: Panel): void {
    this.#maximized = this.maximized === panel ? null : panel;
    if (this.#maximized !== null) this.toFront(panel);
  }

  move(panel: Panel, direction: Direction): void {
    this.#maximized = null;
    const { root } = this.places;
    if (root !== null) this.places.change(movedPanel(root, this.geometry, panel, direction));
  }

  asTab(panel: Panel, other: Panel): void {
    const { root } = this.places;
    const at = stackOf(root, other);
    if (at !== null) this.places.change(insertPanel(root, panel, at.path, 'tab'));
  }

  grow(panel: Panel, along: Edge['along'], steps: 1 | -1): void {
    const { root } = this.places;
    if (root !== null) this.places.change(grownPanel(root, this.geometry, panel, along, steps * EDGE_STEP));
  }

  /** Null where the panel with the focus stands alone. */
  nextTab(step: 1 | -1): Panel | null {
    return this.current === null ? null : neighbourTab(this.geometry, this.current, step);
  }

  /** Stands as a tab with it already, or is it. */
  isWith(panel: Panel, other: Panel): boolean {
    return this.geometry.stacks.some(({ panels }) => panels.includes(panel) && panels.includes(other));
  }

  get open(): Panel[] {
    return PANELS.filter((panel) => this.places.isOpen(panel));
  }

  #focusFirst(): void {
    const [first] = shownPanels(document);
    if (first === undefined)
      document.querySelector<HTMLElement>('[data-testid="all-closed"] button')?.focus();
    else focusPanel(document, first);
  }
}
