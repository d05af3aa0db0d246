import type { Session } from './session.ts';

/** Sessions by tenant; an empty tenant is forgotten. The tenant comes from the session's token, never from a message. */
export class Subscribers {
  readonly #tenants = new Map<string, Set<Session>>();

  add(session: Session): void {
    const { tenant } = session.principal;
    const of = this.#tenants.get(tenant) ?? new Set();
    this.#tenants.set(tenant, of.add(session));
  }

  remove(session: Session): void {
    const { tenant } = session.principal;
    const of = this.#tenants.get(tenant);
    of?.delete(session);
    if (of?.size === 0) this.#tenants.delete(tenant);
  }

  of(tenant: string): ReadonlySet<Session> {
    return this.#tenants.get(tenant) ?? NOBODY;
  }

  tenants(): Iterable<string> {
    return this.#tenants.keys();
  }

  get size(): number {
    let size = 0;
    for (const of of this.#tenants.values()) size += of.size;
    return size;
  }
}

const NOBODY: ReadonlySet<Session> = new Set();
