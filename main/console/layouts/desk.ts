import type { Panel } from '../../../contract/bridge.ts';
import type { LayoutCalls } from '../../../contract/layout/calls.ts';
import { openPanel } from '../../../contract/layout/place.ts';
import {
  MAIN_WINDOW,
  MAX_LAYOUT_NAME,
  type DeskState,
  type DeskWindow,
  type Layout,
  type LayoutFile,
  type Rect,
} from '../../../contract/layout/types.ts';
import {
  closeWindow,
  movePanel,
  openPanels,
  tearOff,
  windowOf,
  withRoot,
} from '../../../contract/layout/windows.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { Book } from './book.ts';
import { FIRST_LAYOUT, isBuiltin, mainWindow } from './builtin.ts';
import { fromFile, toFile } from './file.ts';
import { sameArrangement } from './same.ts';
import { MAX_DESKS, NOTHING_STORED, type Stored, type StoredDesk } from './stored.ts';

export interface DeskDeps {
  /** Wall time, epoch milliseconds. */
  now(): number;
  newId(): string;
  builtin(): readonly Layout[];
  /** Something is another: keep it, publish it, and bring the windows there. */
  changed(): void;
}

type Args<N extends keyof LayoutCalls> = LayoutCalls[N]['args'];
type Answer<N extends keyof LayoutCalls> = Result<LayoutCalls[N]['value']>;

/** A window that was torn off and never placed, device-independent pixels; the pointer holds it here by its bar. */
const TORN = { width: 960, height: 680, holdX: 120, holdY: 16 };

/**
 * The windows of this console, what stands in them, and the layouts. One writer: each change is made whole or not at all, and
 * where windows belong is remembered while their display is away.
 */
export class Desk {
  readonly #deps: DeskDeps;
  #role = '';
  #desks = new Map<string, StoredDesk>();
  #book: Book;
  #windows: readonly DeskWindow[];
  #layout: StoredDesk['layout'] = null;

  constructor(deps: DeskDeps) {
    this.#deps = deps;
    this.#book = new Book([], deps.builtin);
    this.#windows = [mainWindow(null)];
    this.load(NOTHING_STORED, null);
  }

  /** @param bounds of the one window, of a version that had no desk */
  load(stored: Stored, bounds: Rect | null): void {
    this.#role = stored.role;
    this.#desks = new Map(stored.desks);
    this.#book = new Book(stored.layouts, this.#deps.builtin);
    this.#windows = [{ ...mainWindow(null), bounds }];
    this.#enter();
  }

  get stored(): Stored {
    return { role: this.#role, desks: this.#desks, layouts: this.#book.saved };
  }
  get windows(): readonly DeskWindow[] {
    return this.#windows;
  }
  get panels(): readonly Panel[] {
    return openPanels(this.#windows);
  }

  get state(): DeskState {
    const from = this.#layout === null ? null : this.#book.find(this.#layout.id, this.#layout.version);
    return {
      windows: this.#windows,
      layout:
        from === null
          ? null
          : {
              id: from.id,
              version: from.version,
              changed: !sameArrangement(this.#windows, from.windows),
            },
      layouts: this.#book.summaries(),
    };
  }

  /** Somebody of this role has signed in: their own desk as they left it, else the layout that the role starts with. */
  signedIn(role: string): void {
    if (role === this.#role) return;
    this.#role = role;
    this.#enter();
    this.#keep();
  }

  setPlaces({ windowId, root }: Args<'setPlaces'>): Answer<'setPlaces'> {
    return this.#become(found(withRoot(this.#windows, windowId, root), windowId));
  }

  openPanel({ windowId, panel }: Args<'openPanel'>): Answer<'openPanel'> {
    const root = openPanel(windowOf(this.#windows, windowId)?.root ?? null, panel);
    return this.#become(found(withRoot(this.#windows, windowId, root), windowId));
  }

  tearOff({ windowId, panel, at, id = this.#deps.newId() }: Args<'tearOff'>): Answer<'tearOff'> {
    const { width, height, holdX, holdY } = TORN;
    const bounds = at === null ? null : { x: at.x - holdX, y: at.y - holdY, width, height };
    const made: DeskWindow = { ...mainWindow(null), id, bounds };
    const done = this.#become(tearOff(this.#windows, windowId, panel, made));
    return done.ok ? ok({ windowId: id }) : done;
  }

  movePanel(move: Args<'movePanel'>): Answer<'movePanel'> {
    return this.#become(movePanel(this.#windows, move));
  }

  closeWindow({ windowId, keep }: Args<'closeWindow'>): Answer<'closeWindow'> {
    return this.#become(closeWindow(this.#windows, windowId, keep));
  }

  /** Where a window belongs from now on: its operator, or its first placing, has put it there. */
  settled(id: string, part: Pick<DeskWindow, 'bounds' | 'state' | 'display'>): void {
    if (windowOf(this.#windows, id) === null) return;
    this.#windows = this.#windows.map((window) => (window.id === id ? { ...window, ...part } : window));
    this.#keep();
  }

  saveLayout({ id, name, slot }: Args<'saveLayout'>): Answer<'saveLayout'> {
    if (id !== null && this.#isNotOwn(id)) return this.#notOwn(id);
    const own = id ?? this.#deps.newId();
    const roles = this.#book.find(own)?.roles ?? [];
    const saved = this.#book.save(own, { name, slot, roles }, this.#deps.now(), this.#windows);
    if (!saved.ok) return saved;
    this.#book = saved.value;
    this.#layout = { id: own, version: saved.value.find(own)?.version ?? 1 };
    this.#keep();
    return ok({ id: own });
  }

  applyLayout({ id, version }: Args<'applyLayout'>): Answer<'applyLayout'> {
    const layout = this.#book.find(id, version);
    if (layout === null) {
      const field = this.#book.find(id) === null ? 'id' : 'version';
      return fail('not-found', `There is no layout "${id}", version ${version ?? 'newest'}`, field);
    }
    this.#apply(layout);
    this.#keep();
    return ok(null);
  }

  deleteLayout({ id }: Args<'deleteLayout'>): Answer<'deleteLayout'> {
    if (this.#isNotOwn(id)) return this.#notOwn(id);
    this.#book = this.#book.without(id);
    if (this.#layout?.id === id) this.#layout = null;
    this.#keep();
    return ok(null);
  }

  changeLayout({ id, ...part }: Args<'changeLayout'>): Answer<'changeLayout'> {
    if (this.#isNotOwn(id)) return this.#notOwn(id);
    const changed = this.#book.change(id, part);
    if (!changed.ok) return changed;
    this.#book = changed.value;
    this.#keep();
    return ok(null);
  }

  exportLayout({ id }: Args<'exportLayout'>): Result<LayoutFile> {
    const layout = this.#book.find(id);
    return layout === null ? this.#notOwn(id) : ok(toFile(layout));
  }

  importLayout({ text }: Args<'importLayout'>): Answer<'importLayout'> {
    const file = fromFile(text, () => this.#deps.newId());
    if (!file.ok) return file;
    const id = this.#deps.newId();
    const name = this.#book.freeName(file.value.name, MAX_LAYOUT_NAME);
    const part = { name, slot: null, roles: [] };
    const saved = this.#book.save(id, part, this.#deps.now(), file.value.windows);
    if (!saved.ok) return saved;
    this.#book = saved.value;
    this.#keep();
    return ok({ id });
  }

  /** The role's desk. Before anybody has signed in it is the one of nobody, and whoever comes first takes its place on the displays. */
  #enter(): void {
    const desk = this.#desks.get(this.#role);
    if (desk !== undefined) {
      this.#windows = desk.windows;
      this.#layout = desk.layout;
      return;
    }
    const first = this.#book.ofRole(this.#role) ?? this.#book.find(FIRST_LAYOUT);
    if (first !== null) this.#apply(first);
  }

  #apply({ id, version, windows }: Layout): void {
    const main = windowOf(this.#windows, MAIN_WINDOW);
    this.#windows = windows.map((window) =>
      window.id === MAIN_WINDOW && window.bounds === null && main !== null
        ? { ...main, root: window.root }
        : window,
    );
    this.#layout = { id, version };
  }

  #become(next: Result<readonly DeskWindow[]>): Result<null> {
    if (!next.ok) return next;
    this.#windows = next.value;
    this.#keep();
    return ok(null);
  }

  #keep(): void {
    this.#desks.delete(this.#role);
    this.#desks.set(this.#role, { windows: this.#windows, layout: this.#layout });
    for (const [oldest] of this.#desks) {
      if (this.#desks.size <= MAX_DESKS) break;
      this.#desks.delete(oldest);
    }
    this.#deps.changed();
  }

  #isNotOwn(id: string): boolean {
    return isBuiltin(id) || this.#book.find(id) === null;
  }
  #notOwn(id: string): Result<never> {
    return isBuiltin(id) && this.#book.find(id) !== null
      ? fail('forbidden', `Layout "${id}" came with the product: save a copy`, 'id')
      : fail('not-found', `There is no layout "${id}"`, 'id');
  }
}

const found = (windows: DeskWindow[] | null, id: string): Result<DeskWindow[]> =>
  windows === null ? fail('not-found', `There is no window "${id}"`, 'windowId') : ok(windows);
