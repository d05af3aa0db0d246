import { createSubscriber } from 'svelte/reactivity';
import type { Disposable } from '../../contract/disposable.ts';

/** One thing that changes: read reactively with `track()`, heard imperatively with `listen`. */
export class Signal<T = void> {
  readonly #listeners = new Set<(what: T) => void>();
  readonly #track = createSubscriber((update) => {
    const heard = this.listen(() => {
      update();
    });
    return () => {
      heard.dispose();
    };
  });

  /** Makes the effect, derived value or markup that is running depend on this. */
  track(): void {
    this.#track();
  }

  listen(handler: (what: T) => void): Disposable {
    const own = (what: T): void => {
      handler(what);
    };
    this.#listeners.add(own);
    return {
      dispose: () => {
        this.#listeners.delete(own);
      },
    };
  }

  emit(what: T): void {
    for (const listener of this.#listeners) listener(what);
  }

  get listeners(): number {
    return this.#listeners.size;
  }
}
