import type { RouteId, VehicleId, VehiclePosition } from '../../contract/fleet.ts';
import type { PositionReport } from '../../contract/ingest.ts';
import { IntervalMeter } from './silence.ts';

/** What the fleet knows of one vehicle whatever its route. */
export class Vehicle {
  readonly id: VehicleId;
  readonly interval = new IntervalMeter();
  /** The route it drives, or drove last; null before any. */
  route: RouteId | null = null;
  /** Routes planned for it, by planned start. */
  readonly planned: { readonly id: RouteId; readonly start: number }[] = [];
  #position: VehiclePosition | null = null;

  constructor(id: VehicleId) {
    this.id = id;
  }

  get position(): VehiclePosition | null {
    return this.#position;
  }

  addPlan(id: RouteId, start: number): void {
    this.dropPlan(id);
    this.planned.push({ id, start });
    this.planned.sort((a, b) => a.start - b.start);
  }

  dropPlan(id: RouteId): void {
    const at = this.planned.findIndex((plan) => plan.id === id);
    if (at >= 0) this.planned.splice(at, 1);
  }

  /** Keeps the latest observation. */
  observe(report: PositionReport): void {
    const gap = this.#position === null ? 0 : (report.at - this.#position.observed) / 1_000;
    if (gap > 0) this.interval.add(gap);
    const { vehicleId, lat, lon, speed } = report;
    const heading = report.heading === null ? null : ((Math.round(report.heading) % 360) + 360) % 360;
    this.#position = { vehicleId, lat, lon, heading, speed, observed: report.at };
  }
}
