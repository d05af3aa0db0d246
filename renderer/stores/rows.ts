import type { RowsPatch } from '../../contract/bridge.ts';
import type { Disposable } from '../../contract/disposable.ts';
import { Signal } from './signal.ts';

/** Keys that changed, or `null` where everything was replaced. */
export type RowsChange = readonly string[] | null;

/** A mirror of keyed rows. Rows are immutable: a changed row is a new object, an unchanged one the same. */
export class RowsStore<T extends object> {
  readonly #changed = new Signal<RowsChange>();
  #rows = new Map<string, T>();
  #all: readonly T[] | null = null;
  #version = 0;
  #ready = false;

  /** Applies a patch in the order of its rows and tells the listeners once. */
  apply(patch: RowsPatch<T>): void {
    if (patch.full) this.#rows = new Map();
    for (const [key, fields] of patch.rows) {
      if (fields === null) this.#rows.delete(key);
      else this.#rows.set(key, { ...this.#rows.get(key), ...fields } as T);
    }
    this.#ready ||= patch.full;
    this.#all = null;
    this.#version += 1;
    this.#changed.emit(patch.full ? null : patch.rows.map(([key]) => key));
  }

  /** Back to "nothing yet": the topic was left, so what is held would age unseen. */
  reset(): void {
    this.#rows = new Map();
    this.#ready = false;
    this.#all = null;
    this.#version += 1;
    this.#changed.emit(null);
  }

  /** Reactive. */
  get byId(): ReadonlyMap<string, T> {
    this.#changed.track();
    return this.#rows;
  }

  /** Reactive; a new array after each change, in the order of arrival of the keys. */
  get all(): readonly T[] {
    this.#changed.track();
    this.#all ??= [...this.#rows.values()];
    return this.#all;
  }

  /** Reactive; counts the applied patches. */
  get version(): number {
    this.#changed.track();
    return this.#version;
  }

  /** Reactive; false until the first whole state has come. */
  get ready(): boolean {
    this.#changed.track();
    return this.#ready;
  }

  listen(handler: (change: RowsChange) => void): Disposable {
    return this.#changed.listen(handler);
  }
}
