import type { RouteId } from '../../contract/fleet.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { TenantView } from '../ports.ts';
import { encodePacket, type Packet } from './packet.ts';
import type { Session } from './session.ts';

interface Tenant {
  readonly watchers: Map<Session, ReadonlySet<RouteId>>;
  readonly touched: Set<RouteId>;
}

/** Whole details of the routes that somebody looks at, at most once a second each. */
export class DetailLane {
  readonly #tenants = new Map<string, Tenant>();
  readonly #view: (tenant: string) => TenantView | null;

  constructor(view: (tenant: string) => TenantView | null) {
    this.#view = view;
  }

  /** The whole list; a route that is not known yet is sent when it is. */
  watch(session: Session, request: { readonly routes: readonly RouteId[] }): Result<null> {
    const name = session.principal.tenant;
    const before = this.#tenants.get(name)?.watchers.get(session);
    const routes = new Set(request.routes);
    if (routes.size === 0) {
      this.leave(session);
      return ok(null);
    }
    const tenant = this.#tenants.get(name) ?? { watchers: new Map(), touched: new Set() };
    this.#tenants.set(name, tenant);
    tenant.watchers.set(session, routes);
    const fresh = [...routes].filter((route) => before?.has(route) !== true);
    setImmediate(() => this.#send(session, name, fresh, new Map()));
    return ok(null);
  }

  leave(session: Session): void {
    const { tenant } = session.principal;
    const of = this.#tenants.get(tenant);
    of?.watchers.delete(session);
    if (of?.watchers.size === 0) this.#tenants.delete(tenant);
  }

  touched(tenant: string, routes: Iterable<RouteId>): void {
    const of = this.#tenants.get(tenant);
    if (of === undefined) return;
    for (const route of routes) of.touched.add(route);
  }

  /** Once a second. */
  tick(): void {
    for (const [name, { watchers, touched }] of this.#tenants) {
      if (touched.size === 0) continue;
      const changed = new Set(touched);
      touched.clear();
      const packets = new Map<RouteId, Packet | null>();
      for (const [session, routes] of watchers) {
        const due = [...routes].filter((route) => changed.has(route));
        this.#send(session, name, due, packets);
      }
    }
  }

  get size(): number {
    let size = 0;
    for (const { watchers } of this.#tenants.values()) size += watchers.size;
    return size;
  }

  /** `packets`: made once for all who look at the same route. */
  #send(
    session: Session,
    tenant: string,
    routes: readonly RouteId[],
    packets: Map<RouteId, Packet | null>,
  ): void {
    const view = this.#view(tenant);
    const wanted = this.#tenants.get(tenant)?.watchers.get(session);
    if (view === null || wanted === undefined) return;
    for (const route of routes) {
      if (!wanted.has(route)) continue;
      let packet = packets.get(route);
      if (packet === undefined) {
        const detail = view.fleet.detail(route);
        packet = detail === null ? null : encodePacket('dispatch', 'r', detail);
        packets.set(route, packet);
      }
      if (packet !== null && !session.outlet.offer(packet)) {
        // Left out for a full queue: due again at the next tick.
        this.#tenants.get(tenant)?.touched.add(route);
      }
    }
  }
}
