import type { Panel } from '../../contract/bridge.ts';
import type { LayoutCalls } from '../../contract/layout/calls.ts';
import { checkPlace, openPanel, removePanel } from '../../contract/layout/place.ts';
import {
  MAIN_WINDOW,
  type DeskState,
  type DeskWindow,
  type LayoutSummary,
  type Place,
} from '../../contract/layout/types.ts';
import { fail, ok, type Result } from '../../contract/result.ts';

interface Kept {
  readonly summary: LayoutSummary;
  readonly root: Place | null;
}

const home = (panels: readonly Panel[]): Place | null => panels.reduce<Place | null>(openPanel, null);
const windowOf = (id: string, root: Place | null): DeskWindow => ({
  id,
  root,
  bounds: null,
  state: 'normal',
  display: null,
});

/** Main's desk in memory: windows that one page can show, and layouts until it is closed. */
export class FakeDesk {
  #windows: readonly DeskWindow[];
  #layouts: readonly Kept[];
  #layout: DeskState['layout'] = { id: 'builtin:dispatcher', version: 1, changed: false };

  constructor(panels: readonly Panel[], windowId: string) {
    const root = home(panels);
    this.#windows =
      windowId === MAIN_WINDOW
        ? [windowOf(MAIN_WINDOW, root)]
        : [windowOf(MAIN_WINDOW, null), windowOf(windowId, root)];
    this.#layouts = [
      kept('builtin:dispatcher', 'Dispatcher', 1, root, true),
      kept('builtin:map', 'Map and alarms', 2, home(['map', 'alarms']), true),
      kept('3f0c7a52-6f0e-4f0e-9a3a-0c6b1f1f4d11', 'Morning', 3, home(['board', 'alarms', 'chart']), false),
    ];
  }

  get state(): DeskState {
    return {
      windows: this.#windows,
      layout: this.#layout,
      layouts: this.#layouts.map(({ summary }) => summary),
    };
  }

  /** Null where the call is none of the desk's. */
  call(name: string, args: unknown): Result<unknown> | null {
    const calls = this.#calls as Readonly<Record<string, (args: never) => Result<unknown>>>;
    return Object.hasOwn(calls, name) ? (calls[name]?.(args as never) ?? null) : null;
  }

  #change(id: string, change: (root: Place | null) => Place | null): Result<null> {
    this.#windows = this.#windows.map((one) => (one.id === id ? { ...one, root: change(one.root) } : one));
    if (this.#layout !== null) this.#layout = { ...this.#layout, changed: true };
    return ok(null);
  }

  #update(id: string, change: Partial<LayoutSummary>): Result<null> {
    this.#layouts = this.#layouts.map((one) => ({
      ...one,
      summary: {
        ...one.summary,
        slot: change.slot !== undefined && one.summary.slot === change.slot ? null : one.summary.slot,
        ...(one.summary.id === id ? change : {}),
      },
    }));
    return ok(null);
  }

  readonly #calls: {
    readonly [N in keyof LayoutCalls]: (args: LayoutCalls[N]['args']) => Result<unknown>;
  } = {
    setPlaces: ({ windowId, root }) => {
      const wrong = checkPlace(root);
      return wrong === null ? this.#change(windowId, () => root) : fail('bad-request', wrong, 'root');
    },
    openPanel: ({ windowId, panel }) => this.#change(windowId, (root) => openPanel(root, panel)),
    tearOff: ({ windowId, panel, id = crypto.randomUUID() }) => {
      this.#change(windowId, (root) => removePanel(root, panel));
      this.#windows = [...this.#windows, windowOf(id, openPanel(null, panel))];
      return ok({ windowId: id });
    },
    movePanel: ({ from, panel, to }) => {
      this.#change(from, (root) => removePanel(root, panel));
      return this.#change(to, (root) => openPanel(root, panel));
    },
    closeWindow: ({ windowId }) => {
      this.#windows = this.#windows.filter((one) => one.id !== windowId);
      return ok(null);
    },
    saveLayout: ({ id, name, slot }) => {
      const root = this.#windows[0]?.root ?? null;
      const saved = id ?? crypto.randomUUID();
      const before = this.#layouts.find((one) => one.summary.id === saved)?.summary;
      const version = (before?.version ?? 0) + 1;
      const { summary } = kept(saved, name, slot, root, false);
      const older =
        before === undefined ? [] : [{ version: before.version, savedAt: before.savedAt }, ...before.older];
      this.#layouts = [
        ...this.#layouts.filter((one) => one.summary.id !== saved),
        { summary: { ...summary, version, older }, root },
      ];
      this.#layout = { id: saved, version, changed: false };
      return ok({ id: saved });
    },
    applyLayout: ({ id }) => {
      const layout = this.#layouts.find(({ summary }) => summary.id === id);
      if (layout === undefined) return fail('not-found', `there is no layout ${id}`);
      this.#change(MAIN_WINDOW, () => layout.root);
      this.#layout = { id, version: layout.summary.version, changed: false };
      return ok(null);
    },
    deleteLayout: ({ id }) => {
      this.#layouts = this.#layouts.filter(({ summary }) => summary.id !== id);
      return ok(null);
    },
    changeLayout: ({ id, ...change }) => this.#update(id, change),
    exportLayout: ({ id }) => {
      const name = this.#layouts.find(({ summary }) => summary.id === id)?.summary.name ?? '';
      return ok({ format: 'routewatch-layout', version: 1, name, windows: this.#windows });
    },
    importLayout: () => fail('bad-request', 'format: expected "routewatch-layout"', 'text'),
  };
}

const kept = (id: string, name: string, slot: number | null, root: Place | null, builtin: boolean): Kept => ({
  summary: {
    id,
    name,
    slot,
    roles: builtin && slot === 1 ? ['dispatcher'] : [],
    version: 1,
    savedAt: Date.now(),
    older: [],
    builtin,
    windowCount: 1,
  },
  root,
});
