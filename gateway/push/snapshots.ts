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
  /** JSON bytes of an entry, measured once: entries are frozen. */
  readonly #sizes = new WeakMap<Entry, number>();

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
    if (end === entries.length) return page(position, entries, 0, end, null);
    const held = this.#hold(tenant, stream, position, entries);
    return page(position, entries, 0, end, `${held.id}.${String(end)}`);
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
    return page(held.position, held.entries, from, end, more);
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
      bytes += this.#sizeOf(key, entry);
      if (bytes > this.#limits.pageBytes && i > from) return i;
    }
    return entries.length;
  }

  #sizeOf(key: string, entry: Entry): number {
    const known = this.#sizes.get(entry);
    if (known !== undefined) return known;
    const size = Buffer.byteLength(JSON.stringify([key, entry])) + 1;
    this.#sizes.set(entry, size);
    return size;
  }
}

/** The snapshot's id and the index of the page's first entry. */
const CURSOR = /^([0-9a-f-]{36})\.(\d{1,9})$/;

const page = (
  position: Position,
  entries: Entries,
  from: number,
  to: number,
  cursor: string | null,
): SnapshotPage => ({
  epoch: position.epoch,
  seq: position.seq,
  entries: entries.slice(from, to),
  total: entries.length,
  cursor,
});
