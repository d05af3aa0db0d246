import type { Disposable } from '../../contract/disposable.ts';
import { Signal } from './signal.ts';

/** A mirror of one value that is always replaced whole. */
export class ValueStore<T> {
  readonly #changed = new Signal<T>();
  #value: T;

  constructor(initial: T) {
    this.#value = initial;
  }

  /** Reactive. */
  get value(): T {
    this.#changed.track();
    return this.#value;
  }

  set(value: T): void {
    this.#value = value;
    this.#changed.emit(value);
  }

  listen(handler: (value: T) => void): Disposable {
    return this.#changed.listen(handler);
  }
}
