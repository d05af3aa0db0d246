import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { Disposable } from '../../contract/disposable.ts';
import { fail, type FailureCode } from '../../contract/result.ts';
import type { Capacity } from '../../contract/fleet.ts';
import { concerns, principalOf, type Auth } from '../auth/index.ts';
import type { Principal, TenantView } from '../ports.ts';
import type { Counters } from './counters.ts';
import type { Limits } from './limits.ts';

export interface CapacityParts {
  readonly auth: Auth;
  readonly tenants: (tenant: string) => TenantView | null;
  readonly limits: Limits;
  readonly counters: Counters;
  readonly origins: ReadonlySet<string>;
}

interface Client {
  readonly principal: Principal;
  readonly response: ServerResponse;
}

interface Told {
  readonly seq: number;
  readonly capacity: Capacity;
}

/** `GET /capacity`, guarded by its route, as server-sent events: `capacity` on change, `hb` with the feed's clock; ids `epoch:seq`. */
export class CapacityFeed {
  readonly #parts: CapacityParts;
  readonly #clients = new Set<Client>();
  /** Numbers begin anew with the process. */
  readonly #epoch = randomUUID();
  readonly #told = new Map<string, Told>();

  readonly #revoked: Disposable;

  constructor(parts: CapacityParts) {
    this.#parts = parts;
    this.#revoked = parts.auth.revocations.onAdded((key) => {
      for (const { principal, response } of this.#clients) if (concerns(key, principal)) response.end();
    });
  }

  readonly handler: RouteHandlerMethod = async (request, reply) => {
    const principal = principalOf(request);
    const { origin } = request.headers;
    if (origin !== undefined && !this.#parts.origins.has(origin)) {
      return await refuse(reply, 403, 'forbidden', 'this origin may not read the feed');
    }
    const view = this.#parts.tenants(principal.tenant);
    if (view === null) return await refuse(reply, 403, 'forbidden', `tenant ${principal.tenant} is not here`);
    if (this.#full(principal)) {
      this.#parts.counters.add('refused-sse-busy');
      reply.header('retry-after', '5');
      return await refuse(reply, 503, 'busy', 'too many capacity feeds are open');
    }
    this.#open(request, reply, principal, view);
    return reply;
  };

  /** Once a second. */
  tick(): void {
    const changed = new Map<string, string>();
    for (const client of this.#clients) {
      if (!this.#parts.auth.standing(client.principal).ok) {
        client.response.end();
        continue;
      }
      const { tenant } = client.principal;
      const text = changed.get(tenant) ?? this.#news(tenant);
      changed.set(tenant, text);
      if (text !== '') this.#write(client, text);
    }
  }

  /** Every 5 s. */
  heartbeat(): void {
    for (const client of this.#clients) {
      const view = this.#parts.tenants(client.principal.tenant);
      if (view !== null) this.#write(client, sse('hb', null, view.time.clock()));
    }
  }

  close(): void {
    this.#revoked.dispose();
    for (const { response } of this.#clients) response.end();
    this.#clients.clear();
  }

  get size(): number {
    return this.#clients.size;
  }

  #open(request: FastifyRequest, reply: FastifyReply, principal: Principal, view: TenantView): void {
    reply.hijack();
    const response = reply.raw;
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const client = { principal, response };
    this.#clients.add(client);
    response.once('close', () => this.#clients.delete(client));
    // Without a listener a reset connection would be an uncaught error.
    response.on('error', () => this.#parts.counters.add('sse-broken'));
    this.#news(principal.tenant);
    const told = this.#told.get(principal.tenant);
    const id = told === undefined ? null : this.#id(told);
    if (told !== undefined && request.headers['last-event-id'] !== id) {
      this.#write(client, sse('capacity', id, told.capacity));
    }
    this.#write(client, sse('hb', null, view.time.clock()));
  }

  /** The event for a changed capacity, '' for none. What only grew older did not change. */
  #news(tenant: string): string {
    const view = this.#parts.tenants(tenant);
    if (view === null) return '';
    const capacity = view.fleet.capacity(view.time.now());
    const before = this.#told.get(tenant);
    if (before !== undefined && sameCounts(before.capacity, capacity)) return '';
    const told = { seq: (before?.seq ?? 0) + 1, capacity };
    this.#told.set(tenant, told);
    return sse('capacity', this.#id(told), capacity);
  }

  #write(client: Client, text: string): void {
    const { response } = client;
    if (response.destroyed || response.writableEnded) return;
    if (response.writableLength > this.#parts.limits.sseBytes) {
      this.#parts.counters.add('cut-slow-sse');
      response.destroy();
      return;
    }
    response.write(text);
  }

  #full(who: Principal): boolean {
    const { sse: total, ssePerUser } = this.#parts.limits;
    const own = [...this.#clients].filter(
      ({ principal }) => principal.sub === who.sub && principal.tenant === who.tenant,
    );
    return this.#clients.size >= total || own.length >= ssePerUser;
  }

  #id(told: Told): string {
    return `${this.#epoch}:${String(told.seq)}`;
  }
}

const sameCounts = (a: Capacity, b: Capacity): boolean =>
  JSON.stringify({ ...a, at: 0 }) === JSON.stringify({ ...b, at: 0 });

const sse = (event: string, id: string | null, data: unknown): string =>
  `event: ${event}\n${id === null ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;

const refuse = (reply: FastifyReply, status: number, code: FailureCode, message: string) =>
  reply.code(status).send(fail(code, message));
