/** Whoever makes a timer, a listener or a port keeps one of these and ends it exactly once. */
export interface Disposable {
  dispose(): void;
}

/** Disposes in reverse order of adding; what is added after the end is disposed at once. */
export class Disposables implements Disposable {
  #items: Disposable[] = [];
  #ended = false;

  add<T extends Disposable>(item: T): T {
    if (this.#ended) item.dispose();
    else this.#items.push(item);
    return item;
  }

  /** For whatever ends by a plain call. */
  onDispose(end: () => void): void {
    this.add({ dispose: end });
  }

  get disposed(): boolean {
    return this.#ended;
  }

  dispose(): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const item of this.#items.reverse()) item.dispose();
    this.#items = [];
  }
}
