import { randomUUID } from 'node:crypto';
import type { Entry, Position, StreamName } from '../../contract/stream.ts';
import type { SnapshotPage } from '../../contract/wire.ts';
import type { Limits } from './limits.ts';

type Entries = readonly (readonly [string, Entry])[];

interface Held {
  readonly id: string;
  readonly tenant: string;
  readonly stream: StreamName;
  readonly position: Position;
  readonly entries: Entries;
  used: number;
}

/**
 * Snapshots that consoles are still reading, page by page. Consoles at the same position share one; entries are shared with the log.
 * At the bound the longest unused one goes, and who still reads it subscribes again.
 */
export class Snapshots {
  readonly #limits: Pick<Limits, 'pageBytes' | 'snapshots' | 'snapshotMs'>;
  readonly #now: () => number;
  readonly #held = new Map<string, Held>();
  /** JSON of an entry with its key, made once: entries are frozen, and shared by snapshots until they change. */
  readonly #texts = new WeakMap<Entry, { readonly text: string; readonly bytes: number }>();
  /** Pages that were handed out, by where they begin: consoles at the same position get the same array. */
  readonly #pages = new WeakMap<Entries, Map<number, Entries>>();
  /** JSON of such a page, once somebody has asked for it. */
  readonly #pageTexts = new WeakMap<Entries, string | null>();

  /** `now`: ms of a clock that never goes back. */
  constructor(limits: Pick<Limits, 'pageBytes' | 'snapshots' | 'snapshotMs'>, now: () => number) {
    this.#limits = limits;
    this.#now = now;
  }

  first(
    tenant: string,
    stream: StreamName,
    snapshot: { position: Position; entries: Entries },
  ): SnapshotPage {
    const { position, entries } = snapshot;
    const end = this.#endOfPage(entries, 0);
    if (end === entries.length) return this.#page(position, entries, 0, end, null);
    const held = this.#hold(tenant, stream, position, entries);
    return this.#page(position, entries, 0, end, `${held.id}.${String(end)}`);
  }

  /** null where the cursor is not one of this tenant's, or its snapshot has gone. */
  next(tenant: string, stream: StreamName, cursor: string): SnapshotPage | null {
    this.expire();
    const [, id = '', offset = ''] = CURSOR.exec(cursor) ?? [];
    const held = this.#held.get(id);
    const from = Number(offset);
    if (held === undefined || held.tenant !== tenant || held.stream !== stream) return null;
    if (from >= held.entries.length) return null;
    held.used = this.#now();
    const end = this.#endOfPage(held.entries, from);
    const more = end < held.entries.length ? `${id}.${String(end)}` : null;
    return this.#page(held.position, held.entries, from, end, more);
  }

  /** JSON of a page's `entries`, made once for all who get it; undefined for an array that is no page of these. */
  text(entries: unknown): string | undefined {
    if (!Array.isArray(entries)) return undefined;
    const page = entries as unknown as Entries;
    const known = this.#pageTexts.get(page);
    if (known !== null) return known;
    const text = `[${page.map(([key, entry]) => this.#textOf(key, entry).text).join(',')}]`;
    this.#pageTexts.set(page, text);
    return text;
  }

  expire(): void {
    const oldest = this.#now() - this.#limits.snapshotMs;
    for (const [id, held] of this.#held) if (held.used < oldest) this.#held.delete(id);
  }

  get size(): number {
    return this.#held.size;
  }

  #hold(tenant: string, stream: StreamName, position: Position, entries: Entries): Held {
    this.expire();
    for (const held of this.#held.values()) {
      if (held.entries === entries && held.tenant === tenant && held.stream === stream) {
        held.used = this.#now();
        return held;
      }
    }
    if (this.#held.size >= this.#limits.snapshots) {
      const [unused] = [...this.#held.values()].sort((a, b) => a.used - b.used);
      if (unused) this.#held.delete(unused.id);
    }
    const held = { id: randomUUID(), tenant, stream, position, entries, used: this.#now() };
    this.#held.set(held.id, held);
    return held;
  }

  #endOfPage(entries: Entries, from: number): number {
    let bytes = 0;
    for (let i = from; i < entries.length; i += 1) {
      const [key, entry] = entries[i] ?? ['', {}];
      bytes += this.#textOf(key, entry).bytes;
      if (bytes > this.#limits.pageBytes && i > from) return i;
    }
    return entries.length;
  }

  #textOf(key: string, entry: Entry): { readonly text: string; readonly bytes: number } {
    const known = this.#texts.get(entry);
    if (known !== undefined) return known;
    const text = JSON.stringify([key, entry]);
    const made = { text, bytes: Buffer.byteLength(text) + 1 };
    this.#texts.set(entry, made);
    return made;
  }

  #page(position: Position, all: Entries, from: number, to: number, cursor: string | null): SnapshotPage {
    const pages = this.#pages.get(all) ?? new Map<number, Entries>();
    this.#pages.set(all, pages);
    const entries = pages.get(from) ?? all.slice(from, to);
    if (!pages.has(from)) {
      pages.set(from, entries);
      this.#pageTexts.set(entries, null);
    }
    return { epoch: position.epoch, seq: position.seq, entries, total: all.length, cursor };
  }
}

/** The snapshot's id and the index of the page's first entry. */
const CURSOR = /^([0-9a-f-]{36})\.(\d{1,9})$/;
