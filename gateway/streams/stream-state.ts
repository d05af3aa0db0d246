import type { Change, Entry } from '../../contract/stream.ts';
import type { Step } from './changes.ts';

/** Ticks that the log still holds, oldest first: their end and size. */
interface Kept {
  readonly to: number;
  readonly bytes: number;
}

/** One stream of one tenant in memory. Entries are frozen and replaced, never altered, so a snapshot shares them. */
export class StreamState {
  /** Row of the stream; 0 until its first commit has made one. */
  id: number;
  readonly entries = new Map<string, Entry>();
  seq: number;
  /** The log holds everything after this sequence number. */
  base: number;
  #kept: Kept[] = [];
  #first = 0;
  #bytes = 0;
  /** Answers at the present number: after a network's hiccup many consoles ask from the same one. */
  readonly replays = new Map<string, readonly Change[] | null>();
  #copy: readonly (readonly [string, Entry])[] | null = null;

  constructor(id: number, seq: number) {
    this.id = id;
    this.seq = seq;
    this.base = seq;
  }

  apply(steps: readonly Step[], to: number): void {
    for (const { change, entry } of steps) {
      if (entry === null) this.entries.delete(change[0]);
      else this.entries.set(change[0], entry);
    }
    this.seq = to;
    this.#copy = null;
    this.replays.clear();
  }

  snapshot(): readonly (readonly [string, Entry])[] {
    this.#copy ??= Object.freeze([...this.entries]);
    return this.#copy;
  }

  keep(tick: Kept): void {
    this.#kept.push(tick);
    this.#bytes += tick.bytes;
  }

  /** Which ticks go for the bounds to hold after one more of `bytes`; the newest tick may alone exceed the bytes. */
  excess(bytes: number, bounds: { readonly deltas: number; readonly bytes: number }): number {
    let rows = this.#kept.length - this.#first + 1;
    let size = this.#bytes + bytes;
    let going = 0;
    while (rows > 1 && (rows > bounds.deltas || size > bounds.bytes)) {
      size -= this.#kept[this.#first + going]?.bytes ?? 0;
      rows -= 1;
      going += 1;
    }
    return going;
  }

  /** End of the n-th oldest kept tick, 1-based. */
  endOf(n: number): number {
    return this.#kept[this.#first + n - 1]?.to ?? this.base;
  }

  drop(n: number): void {
    for (let i = 0; i < n; i += 1) this.#bytes -= this.#kept[this.#first + i]?.bytes ?? 0;
    this.base = this.endOf(n);
    this.#first += n;
    if (this.#first > 1_024 && this.#first > this.#kept.length / 2) {
      this.#kept = this.#kept.slice(this.#first);
      this.#first = 0;
    }
  }

  get size(): { readonly deltas: number; readonly bytes: number } {
    return { deltas: this.#kept.length - this.#first, bytes: this.#bytes };
  }
}
