import type { Disposable } from '../../../contract/disposable.ts';
import type { Actions, PanelSaves } from '../../panels/types.ts';

interface Kept {
  readonly register: () => Disposable;
  held: Disposable | null;
}

/**
 * What a panel registers counts while it is shown: a key or a command that asks one behind a tab finds nobody there, and brings it to
 * the front as it would open a closed one.
 */
export class WhileShown implements Disposable {
  readonly #kept = new Set<Kept>();
  #shown: boolean;

  constructor(shown: boolean) {
    this.#shown = shown;
  }

  set(shown: boolean): void {
    if (this.#shown === shown) return;
    this.#shown = shown;
    for (const kept of this.#kept) {
      kept.held?.dispose();
      kept.held = shown ? kept.register() : null;
    }
  }

  keep(register: () => Disposable): Disposable {
    const kept: Kept = { register, held: this.#shown ? register() : null };
    this.#kept.add(kept);
    return {
      dispose: () => {
        kept.held?.dispose();
        kept.held = null;
        this.#kept.delete(kept);
      },
    };
  }

  actions(of: Actions): Actions {
    return {
      on: (action, handler) => this.keep(() => of.on(action, handler)),
      run: (action, argument) => of.run(action, argument),
    };
  }

  saves(of: PanelSaves): PanelSaves {
    return {
      offer: (panel, source) => this.keep(() => of.offer(panel, source)),
      save: (kind, panel) => of.save(kind, panel),
    };
  }

  dispose(): void {
    for (const kept of this.#kept) kept.held?.dispose();
    this.#kept.clear();
  }
}
