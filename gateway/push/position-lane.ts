import type { VehicleId, VehiclePosition } from '../../contract/fleet.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { PositionsRequest } from '../../contract/wire.ts';
import type { TenantView } from '../ports.ts';
import { encodePacket, type Packet } from './packet.ts';
import { Handles, positionFrame } from './position-frame.ts';
import type { Session } from './session.ts';

interface Looker {
  readonly viewport: PositionsRequest['viewport'];
  readonly watch: ReadonlySet<VehicleId>;
  /** Handles whose names this console has. */
  readonly named: Set<number>;
  /** Seen within the viewport at the last frame: one that leaves is told once more, or it would stand at the edge. */
  readonly inside: Set<VehicleId>;
  /** Everything at the next frame. */
  full: boolean;
}

interface Tenant {
  handles: Handles;
  readonly lookers: Map<Session, Looker>;
  /** Since the last frame; the latest of each vehicle. */
  readonly moved: Map<VehicleId, VehiclePosition>;
}

/** Vehicle ids ever seen by one tenant before its handles begin anew. */
const HANDLES = 200_000;

/**
 * The latest position of each vehicle, at most once a second to each console, of what it looks at. Neither numbered nor logged:
 * a console that is behind misses frames and gets a full one.
 */
export class PositionLane {
  readonly #tenants = new Map<string, Tenant>();
  readonly #view: (tenant: string) => TenantView | null;

  constructor(view: (tenant: string) => TenantView | null) {
    this.#view = view;
  }

  /** The first frame goes at once: panning a map does not wait for the second. */
  look(session: Session, request: PositionsRequest | null): Result<null> {
    if (request === null) {
      this.leave(session);
      return ok(null);
    }
    const name = session.principal.tenant;
    const tenant = this.#tenants.get(name) ?? {
      handles: new Handles(),
      lookers: new Map(),
      moved: new Map(),
    };
    this.#tenants.set(name, tenant);
    const looker: Looker = {
      viewport: request.viewport,
      watch: new Set(request.watch),
      named: new Set(),
      inside: new Set(),
      full: true,
    };
    tenant.lookers.set(session, looker);
    // After the answer, which is given in this turn of the event loop.
    setImmediate(() => this.#first(name, session, looker));
    return ok(null);
  }

  leave(session: Session): void {
    const { tenant } = session.principal;
    const of = this.#tenants.get(tenant);
    of?.lookers.delete(session);
    if (of?.lookers.size === 0) this.#tenants.delete(tenant);
  }

  moved(tenant: string, positions: readonly VehiclePosition[]): void {
    const of = this.#tenants.get(tenant);
    if (of === undefined) return;
    for (const position of positions) of.moved.set(position.vehicleId, position);
  }

  /** Once a second. */
  tick(): void {
    for (const [name, tenant] of this.#tenants) {
      const view = this.#view(name);
      if (view === null) continue;
      if (tenant.handles.size > HANDLES) {
        tenant.handles = new Handles();
        for (const looker of tenant.lookers.values()) looker.full = true;
      }
      const moved = [...tenant.moved.values()];
      tenant.moved.clear();
      let shared: Packet | null = null;
      for (const [session, looker] of tenant.lookers) {
        if (knowsAll(looker, tenant.handles, moved)) {
          if (moved.length === 0) continue;
          shared ??= encodePacket(
            'dispatch',
            'p',
            positionFrame(moved, tenant.handles, view.time.now(), false, () => false),
          );
          looker.full = !session.outlet.offer(shared);
        } else this.#send(session, looker, tenant, view, moved);
      }
    }
  }

  get size(): number {
    let size = 0;
    for (const { lookers } of this.#tenants.values()) size += lookers.size;
    return size;
  }

  #first(name: string, session: Session, looker: Looker): void {
    const tenant = this.#tenants.get(name);
    const view = this.#view(name);
    if (view === null || tenant?.lookers.get(session) !== looker || !looker.full) return;
    this.#send(session, looker, tenant, view, []);
  }

  #send(
    session: Session,
    looker: Looker,
    tenant: Tenant,
    view: TenantView,
    moved: readonly VehiclePosition[],
  ): void {
    const { full } = looker;
    const wanted = choose(looker, full ? view.fleet.positions() : moved);
    if (wanted.length === 0 && !full) return;
    if (full) looker.named.clear();
    const unnamed = (handle: number) => !looker.named.has(handle) && looker.named.add(handle) !== null;
    const frame = positionFrame(wanted, tenant.handles, view.time.now(), full, unnamed);
    looker.full = !session.outlet.offer(encodePacket('dispatch', 'p', frame));
  }
}

/** Looks at the whole fleet and has every name: its frame is the same as all such consoles', and made once. */
const knowsAll = (looker: Looker, handles: Handles, moved: readonly VehiclePosition[]): boolean =>
  looker.viewport === null &&
  !looker.full &&
  moved.every(({ vehicleId }) => looker.named.has(handles.of(vehicleId)));

function choose(looker: Looker, positions: Iterable<VehiclePosition>): VehiclePosition[] {
  const { viewport, watch, inside } = looker;
  if (viewport === null) return [...positions];
  const [west, south, east, north] = viewport;
  const chosen: VehiclePosition[] = [];
  for (const position of positions) {
    const { vehicleId, lat, lon } = position;
    if (lon >= west && lon <= east && lat >= south && lat <= north) {
      inside.add(vehicleId);
      chosen.push(position);
    } else if (inside.delete(vehicleId) || watch.has(vehicleId)) chosen.push(position);
  }
  return chosen;
}
