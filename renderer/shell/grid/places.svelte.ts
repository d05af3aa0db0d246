import type { Panel } from '../../../contract/bridge.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import { openPanel, panelsOf } from '../../../contract/layout/place.ts';
import type { DeskWindow, Place } from '../../../contract/layout/types.ts';
import type { Stores } from '../../stores/index.ts';
import type { Call } from '../../panels/types.ts';

/**
 * This window's tree. What is changed here is seen at once and sent; main's word holds from the moment on at which nothing of this
 * window is on its way any more.
 */
export class Places implements Disposable {
  readonly windowId: string;
  readonly #stores: Stores;
  readonly #call: Call;
  readonly #refused: (why: string) => void;
  readonly #listening: Disposable;
  #own = $state.raw<{ readonly root: Place | null } | null>(null);
  #sending = 0;

  constructor(windowId: string, stores: Stores, call: Call, refused: (why: string) => void) {
    this.windowId = windowId;
    this.#stores = stores;
    this.#call = call;
    this.#refused = refused;
    this.#listening = stores.desk.listen(() => {
      if (this.#sending === 0) this.#own = null;
    });
  }

  /** What main knows of this window; null before it has said, and where it knows none (any more). */
  get window(): DeskWindow | null {
    return this.#stores.desk.value?.windows.find((one) => one.id === this.windowId) ?? null;
  }

  /** Whether main has said at all how the desk is. */
  get known(): boolean {
    return this.#stores.desk.value !== null;
  }

  get root(): Place | null {
    if (this.#own !== null) return this.#own.root;
    return this.window?.root ?? null;
  }

  get panels(): Panel[] {
    return panelsOf(this.root);
  }

  isOpen(panel: Panel): boolean {
    return this.panels.includes(panel);
  }

  /** Where it is not, beside its neighbour; in front in any case. */
  open(panel: Panel): void {
    this.change(openPanel(this.root, panel));
  }

  change(root: Place | null): void {
    if (root === this.root) return;
    this.#own = { root };
    void this.#send(root);
  }

  dispose(): void {
    this.#listening.dispose();
  }

  async #send(root: Place | null): Promise<void> {
    this.#sending += 1;
    const result = await this.#call('setPlaces', { windowId: this.windowId, root });
    this.#sending -= 1;
    if (result.ok || this.#sending > 0) return;
    this.#own = null;
    this.#refused(result.error.message);
  }
}
