import type { Disposable } from '../../contract/disposable.ts';
import type { VehicleId } from '../../contract/fleet.ts';
import { feedMs, type FeedMs } from '../../contract/time.ts';
import type { PositionFrame } from '../../contract/wire.ts';
import { Signal } from './signal.ts';

const DEGREES = 1e-5;

/**
 * The latest position of each vehicle in columns, one slot a vehicle; no object is made per vehicle or frame.
 * A slot stays its vehicle's until the next `full` frame, which raises `generation` and deals the slots anew.
 */
export class PositionsStore {
  readonly #changed = new Signal<PositionFrame>();
  #slotOfHandle = new Map<number, number>();
  #slotOfVehicle = new Map<VehicleId, number>();
  #capacity = 0;
  #unknownHandles = 0;

  /** Slots in use are 0 to count - 1. */
  count = 0;
  generation = 0;
  ids: VehicleId[] = [];
  /** Degrees, WGS 84. */
  lat = new Float64Array(0);
  lon = new Float64Array(0);
  /** Whole degrees clockwise from north, -1 if unknown. */
  heading = new Int16Array(0);
  /** Metres a second, -1 if unknown. */
  speed = new Float32Array(0);
  /** Feed time of the observation, ms. */
  observed = new Float64Array(0);

  apply(frame: PositionFrame): void {
    if (frame.full) this.#clear();
    for (const [handle, id] of frame.names) this.#introduce(handle, id);
    for (let i = 0; i < frame.handles.length; i += 1) this.#place(frame, i);
    this.#changed.emit(frame);
  }

  reset(): void {
    this.#clear();
    this.#changed.emit({
      full: true,
      at: feedMs(0),
      names: [],
      handles: [],
      lat: [],
      lon: [],
      heading: [],
      speed: [],
      observed: [],
    });
  }

  slotOf(vehicle: VehicleId): number | undefined {
    return this.#slotOfVehicle.get(vehicle);
  }

  /** Reactive. Seconds since the vehicle's last observation, >= 0; null where none is held. */
  ageOf(vehicle: VehicleId | null, now: FeedMs): number | null {
    this.#changed.track();
    const slot = vehicle === null ? undefined : this.#slotOfVehicle.get(vehicle);
    const at = slot === undefined ? undefined : this.observed[slot];
    return at === undefined || at === 0 ? null : Math.max(0, (now - at) / 1000);
  }

  /** Reactive. Age of the newest observation in seconds; null with no vehicle. */
  newestAge(now: FeedMs): number | null {
    this.#changed.track();
    let newest = 0;
    for (let slot = 0; slot < this.count; slot += 1) newest = Math.max(newest, this.observed[slot] ?? 0);
    return newest === 0 ? null : Math.max(0, (now - newest) / 1000);
  }

  /** Reactive; the store itself, so that markup can depend on any column. */
  get current(): this {
    this.#changed.track();
    return this;
  }

  /** Entries for a handle that was never introduced: a fault of the sender, dropped and counted. */
  get unknownHandles(): number {
    return this.#unknownHandles;
  }

  /** The frame has been applied when the handler is called. */
  listen(handler: (frame: PositionFrame) => void): Disposable {
    return this.#changed.listen(handler);
  }

  #clear(): void {
    this.#slotOfHandle.clear();
    this.#slotOfVehicle.clear();
    this.ids = [];
    this.count = 0;
    this.generation += 1;
  }

  #introduce(handle: number, id: VehicleId): void {
    const slot = this.#slotOfVehicle.get(id) ?? this.count;
    if (slot === this.count) {
      this.#grow(slot + 1);
      this.count += 1;
      this.ids[slot] = id;
      this.#slotOfVehicle.set(id, slot);
      this.observed[slot] = 0;
    }
    this.#slotOfHandle.set(handle, slot);
  }

  #place(frame: PositionFrame, i: number): void {
    const slot = this.#slotOfHandle.get(frame.handles[i] ?? -1);
    if (slot === undefined) {
      this.#unknownHandles += 1;
      return;
    }
    this.lat[slot] = (frame.lat[i] ?? 0) * DEGREES;
    this.lon[slot] = (frame.lon[i] ?? 0) * DEGREES;
    this.heading[slot] = frame.heading[i] ?? -1;
    const speed = frame.speed[i] ?? -1;
    this.speed[slot] = speed < 0 ? -1 : speed / 10;
    this.observed[slot] = frame.at - (frame.observed[i] ?? 0) * 1000;
  }

  #grow(size: number): void {
    if (size <= this.#capacity) return;
    this.#capacity = Math.max(256, this.#capacity * 2, size);
    this.lat = widen(new Float64Array(this.#capacity), this.lat);
    this.lon = widen(new Float64Array(this.#capacity), this.lon);
    this.heading = widen(new Int16Array(this.#capacity), this.heading);
    this.speed = widen(new Float32Array(this.#capacity), this.speed);
    this.observed = widen(new Float64Array(this.#capacity), this.observed);
  }
}

function widen<A extends { set(from: A): void }>(into: A, from: A): A {
  into.set(from);
  return into;
}
