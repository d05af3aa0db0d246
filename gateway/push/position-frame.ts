import type { VehicleId, VehiclePosition } from '../../contract/fleet.ts';
import type { FeedMs } from '../../contract/time.ts';
import type { PositionFrame } from '../../contract/wire.ts';

/** Small integers for vehicle ids, given in the order of first sight and never anew. */
export class Handles {
  readonly #of = new Map<VehicleId, number>();

  of(id: VehicleId): number {
    const known = this.#of.get(id);
    if (known !== undefined) return known;
    this.#of.set(id, this.#of.size);
    return this.#of.size - 1;
  }

  get size(): number {
    return this.#of.size;
  }
}

/** Columns as `PositionFrame` describes them. `introduce` says whether this receiver needs the handle's name. */
export function positionFrame(
  positions: Iterable<VehiclePosition>,
  handles: Handles,
  at: FeedMs,
  full: boolean,
  introduce: (handle: number) => boolean,
): PositionFrame {
  const names: [number, VehicleId][] = [];
  const columns = {
    handles: [] as number[],
    lat: [] as number[],
    lon: [] as number[],
    heading: [] as number[],
    speed: [] as number[],
    observed: [] as number[],
  };
  for (const position of positions) {
    const handle = handles.of(position.vehicleId);
    if (introduce(handle)) names.push([handle, position.vehicleId]);
    columns.handles.push(handle);
    columns.lat.push(Math.round(position.lat * 1e5));
    columns.lon.push(Math.round(position.lon * 1e5));
    columns.heading.push(position.heading === null ? -1 : Math.round(position.heading) % 360);
    columns.speed.push(position.speed === null ? -1 : Math.round(position.speed * 10));
    columns.observed.push(Math.max(0, Math.round((at - position.observed) / 1_000)));
  }
  return { full, at, names, ...columns };
}
