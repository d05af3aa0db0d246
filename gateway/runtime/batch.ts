import type { Alarm } from '../../contract/alarm.ts';
import type { RouteId, VehicleId, VehiclePosition } from '../../contract/fleet.ts';
import { STREAMS, type Change, type Entry, type StreamName } from '../../contract/stream.ts';

/** What is waiting to be stored and pushed. By key, the latest wins: its size is bounded by the fleet's, however long it waits. */
export class Batch {
  readonly #streams: Record<StreamName, Map<string, Entry | null>> = {
    dispatch: new Map(),
    alerts: new Map(),
    analytics: new Map(),
  };
  readonly #closed = new Map<string, Alarm>();
  readonly #positions = new Map<VehicleId, VehiclePosition>();
  readonly #touched = new Set<RouteId>();

  /** A whole value, or null to remove the key: the log keeps only the fields that differ from what it has. */
  set(stream: StreamName, key: string, value: object | null): void {
    this.#streams[stream].set(key, value as Entry | null);
  }

  /** A closed alarm leaves the stream, and history takes it in the same transaction. */
  alarm(alarm: Alarm): void {
    const closed = alarm.closedAt !== null;
    if (closed) this.#closed.set(alarm.id, alarm);
    this.set('alerts', alarm.id, closed ? null : alarm);
  }

  position(position: VehiclePosition): void {
    this.#positions.set(position.vehicleId, position);
  }

  touch(id: RouteId): void {
    this.#touched.add(id);
  }

  get empty(): boolean {
    return STREAMS.every((stream) => this.#streams[stream].size === 0);
  }

  changes(): Record<StreamName, readonly Change[]> {
    const { dispatch, alerts, analytics } = this.#streams;
    return { dispatch: [...dispatch], alerts: [...alerts], analytics: [...analytics] };
  }

  closedAlarms(): Iterable<Alarm> {
    return this.#closed.values();
  }

  committed(): void {
    for (const stream of STREAMS) this.#streams[stream].clear();
    this.#closed.clear();
  }

  takePositions(): VehiclePosition[] {
    const positions = [...this.#positions.values()];
    this.#positions.clear();
    return positions;
  }

  takeTouched(): RouteId[] {
    const touched = [...this.#touched];
    this.#touched.clear();
    return touched;
  }
}
