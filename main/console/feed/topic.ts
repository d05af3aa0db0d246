/**
 * One thing that windows subscribe to, with a version that rises at each change. A window remembers the version it has;
 * what it lacks is made on demand and kept, so that windows with the same version share one encoding.
 */
export interface FeedTopic {
  readonly version: number;
  /** JSON that brings a window from `since` (null: from nothing) to `version`; null where nothing is lacking. */
  textSince(since: number | null): string | null;
}

/** Remembers the texts of one version. */
export class TextCache {
  #version = -1;
  readonly #texts = new Map<number | null, string>();
  encodings = 0;

  get(version: number, since: number | null, make: () => unknown): string {
    if (version !== this.#version) {
      this.#texts.clear();
      this.#version = version;
    }
    let text = this.#texts.get(since);
    if (text === undefined) {
      text = JSON.stringify(make());
      this.encodings += 1;
      this.#texts.set(since, text);
    }
    return text;
  }
}

/** A value that is sent whole. Absent until it was set once. */
export class ValueTopic<T> implements FeedTopic {
  #value: T | undefined;
  #version = 0;
  readonly #cache = new TextCache();
  readonly #dirty: () => void;

  constructor(dirty: () => void) {
    this.#dirty = dirty;
  }

  get version(): number {
    return this.#version;
  }
  get value(): T | undefined {
    return this.#value;
  }

  set(value: T): void {
    this.#value = value;
    this.#version += 1;
    this.#dirty();
  }

  textSince(since: number | null): string | null {
    if (this.#value === undefined || since === this.#version) return null;
    return this.#cache.get(this.#version, null, () => this.#value);
  }
}
