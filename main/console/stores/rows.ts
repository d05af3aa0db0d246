import * as v from 'valibot';
import type { RowsPatch } from '../../../contract/bridge.ts';
import type { SchemaOf } from '../../../contract/schema/domain.ts';
import { applyFields, type Change, type Entry } from '../../../contract/stream.ts';
import { TextCache, type FeedTopic } from '../feed/topic.ts';
import type { StreamSink } from '../streams/runner.ts';

/** Ticks that a busy window may lag before it gets the whole again. */
export const MAX_LOGGED = 200;

export interface RowsOptions<T> {
  readonly whole: SchemaOf<T>;
  readonly patch: SchemaOf<Partial<T>>;
  readonly dirty: () => void;
  /** After each apply or replace; `first` is the very first state of this store. */
  readonly changed?: (keys: readonly string[], first: boolean) => void;
}

type Logged = Map<string, Entry | null>;

/** State by key of one stream, validated as it comes in, and the patches that windows lack. */
export class RowStore<T extends object> implements StreamSink, FeedTopic {
  #rows = new Map<string, T>();
  #version = 0;
  /** Patch of each version, the newest last; its first belongs to `#version - length + 1`. */
  #log: Logged[] = [];
  /** The open patch: what came since the last `seal`. */
  #open: Logged | null = null;
  #replaced = false;
  #filled = false;
  readonly #cache = new TextCache();
  readonly #options: RowsOptions<T>;

  constructor(options: RowsOptions<T>) {
    this.#options = options;
  }

  get version(): number {
    this.#seal();
    return this.#version;
  }
  get encodings(): number {
    return this.#cache.encodings;
  }
  get rows(): ReadonlyMap<string, T> {
    return this.#rows;
  }

  apply(changes: readonly Change[]): number {
    let unusable = 0;
    const keys: string[] = [];
    for (const [key, fields] of changes) {
      if (this.#change(key, fields)) keys.push(key);
      else unusable += 1;
    }
    this.#after(keys);
    return unusable;
  }

  /** Swapped in whole; an entry that cannot be used is left out. */
  replace(entries: readonly (readonly [string, Entry])[]): number {
    const rows = new Map<string, T>();
    for (const [key, value] of entries) {
      const read = v.safeParse(this.#options.whole, value, { abortEarly: true });
      if (read.success) rows.set(key, read.output);
    }
    const keys = new Set([...this.#rows.keys(), ...rows.keys()]);
    this.#rows = rows;
    this.#replaced = true;
    this.#open = new Map();
    this.#after([...keys]);
    return entries.length - rows.size;
  }

  /** Forgets everything: another gateway, another operator. */
  clear(): void {
    if (this.#rows.size === 0 && !this.#filled) return;
    this.replace([]);
    this.#filled = false;
  }

  textSince(since: number | null): string | null {
    this.#seal();
    if (!this.#filled && this.#rows.size === 0 && since === null && this.#version === 0) return null;
    if (since === this.#version) return null;
    const lacking = since === null ? null : this.#version - since;
    const from = lacking === null || lacking > this.#log.length ? null : since;
    return this.#cache.get(this.#version, from, () =>
      from === null ? this.#full() : this.#merged(this.#version - from),
    );
  }

  #change(key: string, fields: Entry | null): boolean {
    this.#open ??= new Map();
    if (fields === null) {
      this.#rows.delete(key);
      this.#open.set(key, null);
      return true;
    }
    const before = this.#rows.get(key);
    const read = v.safeParse(before === undefined ? this.#options.whole : this.#options.patch, fields, {
      abortEarly: true,
    });
    if (!read.success) return false;
    const clean = read.output as Entry;
    this.#rows.set(key, applyFields(before as Entry | undefined, clean) as T);
    // A row that was new or removed in this patch is whole in it; else the fields join.
    this.#open.set(key, { ...(this.#open.get(key) ?? {}), ...clean });
    return true;
  }

  #after(keys: readonly string[]): void {
    const first = !this.#filled;
    this.#filled = true;
    this.#options.dirty();
    this.#options.changed?.(keys, first);
  }

  #seal(): void {
    if (this.#open === null) return;
    this.#version += 1;
    if (this.#replaced) this.#log = [];
    else this.#log.push(this.#open);
    if (this.#log.length > MAX_LOGGED) this.#log.shift();
    this.#replaced = false;
    this.#open = null;
  }

  #full(): RowsPatch<T> {
    return { full: true, rows: [...this.#rows] };
  }

  #merged(lacking: number): RowsPatch<T> {
    const patches = this.#log.slice(-lacking);
    const merged: Logged = patches.length === 1 ? (patches[0] as Logged) : new Map<string, Entry | null>();
    if (patches.length > 1) {
      for (const patch of patches)
        for (const [key, fields] of patch)
          merged.set(key, fields === null ? null : { ...(merged.get(key) ?? {}), ...fields });
    }
    return { full: false, rows: [...merged] as RowsPatch<T>['rows'] };
  }
}
