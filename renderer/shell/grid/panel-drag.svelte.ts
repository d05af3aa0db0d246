import { PANELS, type Panel } from '../../../contract/bridge.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import { placeOf } from '../keys/place.ts';
import { dropAt, type Drop, type Point } from './drop.ts';
import type { GridState } from './grid-state.svelte.ts';

/** A press that moves less than this is a press. CSS pixels. */
const STARTS_AT = 6;
const CONTROLS = 'button:not([data-tab]), input, select, textarea, a, [role="combobox"], [role="listbox"]';

export interface Dragged {
  readonly panel: Panel;
  /** Of the pointer in the window. */
  readonly at: Point;
  /** Null where letting go changes nothing. */
  readonly drop: Drop | null;
  /** Past the window's edge: letting go there tears it off. */
  readonly outside: boolean;
}

export interface DragParts {
  readonly grid: GridState;
  /** The grid's element. */
  readonly area: () => HTMLElement | undefined;
  readonly put: (panel: Panel, drop: Drop) => void;
  /** At a point of the desktop. */
  readonly tearOff: (panel: Panel, at: Point) => void;
}

/** Dragging a panel by its head or tab: one at a time, given up by Escape, by another pointer, or when the window loses the focus. */
export class PanelDrag implements Disposable {
  readonly #parts: DragParts;
  #now = $state.raw<Dragged | null>(null);
  #ended: AbortController | null = null;

  constructor(parts: DragParts) {
    this.#parts = parts;
  }

  get now(): Dragged | null {
    return this.#now;
  }

  /** For every press in the grid: it knows which of them may become a drag. */
  pressed(event: PointerEvent): void {
    const panel = event.button === 0 && event.isPrimary ? draggable(event.target) : null;
    if (panel === null) return;
    this.cancel();
    const ended = new AbortController();
    this.#ended = ended;
    const options = { signal: ended.signal };
    const start = { x: event.clientX, y: event.clientY };
    const started = (move: PointerEvent): boolean =>
      this.#now !== null || Math.hypot(move.clientX - start.x, move.clientY - start.y) >= STARTS_AT;
    window.addEventListener(
      'pointermove',
      (move) => {
        if (move.pointerId === event.pointerId && started(move)) this.#moved(panel, move);
      },
      options,
    );
    window.addEventListener('pointerup', (up) => this.#letGo(up), options);
    window.addEventListener('pointercancel', () => this.cancel(), options);
    window.addEventListener('blur', () => this.cancel(), options);
    window.addEventListener('keydown', (key) => this.#key(key), { ...options, capture: true });
  }

  cancel(): void {
    this.#ended?.abort();
    this.#ended = null;
    this.#now = null;
  }

  dispose(): void {
    this.cancel();
  }

  #moved(panel: Panel, { clientX, clientY }: PointerEvent): void {
    const { grid, area } = this.#parts;
    const origin = area()?.getBoundingClientRect();
    const inGrid = { x: clientX - (origin?.x ?? 0), y: clientY - (origin?.y ?? 0) };
    const outside =
      clientX < 0 || clientY < 0 || clientX >= window.innerWidth || clientY >= window.innerHeight;
    const drop = outside ? null : dropAt(grid.geometry, inGrid, panel, grid.measures.head);
    this.#now = { panel, at: { x: clientX, y: clientY }, drop, outside };
  }

  #letGo(event: PointerEvent): void {
    const dragged = this.#now;
    this.cancel();
    if (dragged === null) return;
    const { put, tearOff } = this.#parts;
    if (dragged.outside) tearOff(dragged.panel, { x: event.screenX, y: event.screenY });
    else if (dragged.drop !== null) put(dragged.panel, dragged.drop);
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || this.#now === null) return;
    event.preventDefault();
    event.stopPropagation();
    this.cancel();
  }
}

/** The panel whose head or tab was pressed; null for what has an own meaning, such as a key in the head. */
function draggable(target: EventTarget | null): Panel | null {
  if (!(target instanceof Element) || target.closest(CONTROLS) !== null) return null;
  const tab = target.closest<HTMLElement>('[data-tab]');
  if (tab !== null) return PANELS.find((panel) => panel === tab.dataset['tab']) ?? null;
  return target.closest('[data-panel-head]') === null ? null : placeOf(target);
}
