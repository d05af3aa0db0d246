import {
  markOf,
  type Mark,
  type RouteId,
  type RouteState,
  type VehicleId,
} from '../../../../contract/fleet.ts';

/**
 * Which route a vehicle is drawn as. A vehicle may have several in a day: the one under way wins, then the next
 * planned one, then the last completed one.
 */
export class RouteIndex {
  readonly #routesOf = new Map<VehicleId, Set<RouteId>>();
  readonly #vehicleOf = new Map<RouteId, VehicleId>();
  readonly #current = new Map<VehicleId, RouteState>();

  /** `changed` null: everything. Returns the vehicles whose route may look different now. */
  update(rows: ReadonlyMap<RouteId, RouteState>, changed: readonly RouteId[] | null): Set<VehicleId> {
    const affected = new Set<VehicleId>();
    if (changed === null) {
      for (const vehicle of this.#routesOf.keys()) affected.add(vehicle);
      this.#routesOf.clear();
      this.#vehicleOf.clear();
    }
    for (const id of changed ?? rows.keys()) this.#place(id, rows.get(id), affected);
    for (const vehicle of affected) this.#choose(vehicle, rows);
    return affected;
  }

  routeOf(vehicle: VehicleId): RouteState | undefined {
    return this.#current.get(vehicle);
  }

  /** A vehicle that no plan knows is drawn faintly, as one that is not yet at work. */
  markOf(vehicle: VehicleId): Mark {
    const route = this.#current.get(vehicle);
    return route === undefined ? 'planned' : markOf(route);
  }

  #place(id: RouteId, route: RouteState | undefined, affected: Set<VehicleId>): void {
    const before = this.#vehicleOf.get(id);
    const after = route?.vehicleId ?? undefined;
    if (before !== undefined) affected.add(before);
    if (after !== undefined) affected.add(after);
    if (before === after) return;
    if (before !== undefined) this.#routesOf.get(before)?.delete(id);
    if (after === undefined) this.#vehicleOf.delete(id);
    else {
      this.#vehicleOf.set(id, after);
      const routes = this.#routesOf.get(after) ?? new Set<RouteId>();
      this.#routesOf.set(after, routes.add(id));
    }
  }

  #choose(vehicle: VehicleId, rows: ReadonlyMap<RouteId, RouteState>): void {
    let best: RouteState | undefined;
    for (const id of this.#routesOf.get(vehicle) ?? []) {
      const route = rows.get(id);
      if (route !== undefined && (best === undefined || before(route, best))) best = route;
    }
    if (best === undefined) this.#current.delete(vehicle);
    else this.#current.set(vehicle, best);
  }
}

const RANK = { 'en-route': 0, 'at-stop': 0, planned: 1, completed: 2 } as const;

function before(a: RouteState, b: RouteState): boolean {
  if (RANK[a.phase] !== RANK[b.phase]) return RANK[a.phase] < RANK[b.phase];
  return a.phase === 'planned' ? a.plannedStart < b.plannedStart : a.plannedStart > b.plannedStart;
}
