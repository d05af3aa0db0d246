import type { FeedMs } from '../../../contract/time.ts';
import { feedMs } from '../../../contract/time.ts';
import type { VehicleId } from '../../../contract/fleet.ts';
import type { PositionFrame } from '../../../contract/wire.ts';
import { TextCache, type FeedTopic } from '../feed/topic.ts';

/** Latest of one vehicle in the wire's own units, so that nothing is rounded twice. */
interface Latest {
  readonly handle: number;
  readonly lat: number;
  readonly lon: number;
  readonly heading: number;
  readonly speed: number;
  readonly observed: FeedMs;
  readonly version: number;
}

/**
 * The newest position of each vehicle. The gateway's handles last for one socket, the ones given to windows for the console's life,
 * so that a reconnect does not disturb them.
 */
export class PositionStore implements FeedTopic {
  readonly #latest = new Map<VehicleId, Latest>();
  readonly #handles = new Map<VehicleId, { readonly handle: number; readonly version: number }>();
  #names = new Map<number, VehicleId>();
  #version = 0;
  #fullVersion = 0;
  #at: FeedMs = feedMs(0);
  readonly #cache = new TextCache();
  readonly #dirty: () => void;

  constructor(dirty: () => void) {
    this.#dirty = dirty;
  }

  get version(): number {
    return this.#version;
  }
  get size(): number {
    return this.#latest.size;
  }
  get encodings(): number {
    return this.#cache.encodings;
  }

  /** Takes one frame of the lane; returns how many of its vehicles have no name here and were left out. */
  take(frame: PositionFrame): number {
    this.#version += 1;
    this.#at = frame.at;
    if (frame.full) {
      this.#names = new Map();
      this.#latest.clear();
      this.#fullVersion = this.#version;
    }
    for (const [handle, id] of frame.names) this.#names.set(handle, id);
    let nameless = 0;
    for (const [i, handle] of frame.handles.entries()) {
      const id = this.#names.get(handle);
      if (id === undefined) nameless += 1;
      else this.#put(id, frame, i);
    }
    this.#dirty();
    return nameless;
  }

  /** The lane was left, or this is another fleet's console now. */
  clear(): void {
    this.#names = new Map();
    if (this.#latest.size === 0) return;
    this.#latest.clear();
    this.#version += 1;
    this.#fullVersion = this.#version;
    this.#dirty();
  }

  textSince(since: number | null): string | null {
    if (this.#version === 0 || since === this.#version) return null;
    const from = since === null || since < this.#fullVersion ? null : since;
    return this.#cache.get(this.#version, from, () => this.#frame(from));
  }

  #put(id: VehicleId, frame: PositionFrame, i: number): void {
    const known = this.#handles.get(id) ?? { handle: this.#handles.size, version: this.#version };
    this.#handles.set(id, known);
    const column = (values: readonly number[]): number => values[i] as number;
    this.#latest.set(id, {
      handle: known.handle,
      lat: column(frame.lat),
      lon: column(frame.lon),
      heading: column(frame.heading),
      speed: column(frame.speed),
      observed: feedMs(frame.at - column(frame.observed) * 1_000),
      version: this.#version,
    });
  }

  #frame(since: number | null): PositionFrame {
    const chosen = [...this.#latest].filter(([, p]) => since === null || p.version > since);
    const isNew = (id: VehicleId): boolean => since === null || (this.#handles.get(id)?.version ?? 0) > since;
    const column = (of: (p: Latest) => number): number[] => chosen.map(([, p]) => of(p));
    return {
      full: since === null,
      at: this.#at,
      names: chosen.filter(([id]) => isNew(id)).map(([id, p]) => [p.handle, id] as const),
      handles: column((p) => p.handle),
      lat: column((p) => p.lat),
      lon: column((p) => p.lon),
      heading: column((p) => p.heading),
      speed: column((p) => p.speed),
      observed: column((p) => Math.round((this.#at - p.observed) / 100) / 10),
    };
  }
}
