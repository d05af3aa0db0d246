import type { IncomingMessage } from 'node:http';
import { STREAMS } from '../../contract/stream.ts';
import { bearerOf, mayEmit, type Hindrance } from '../auth/index.ts';
import type { Authenticator, Principal, TenantView, Verdict } from '../ports.ts';
import { clientAddress, type TrustedProxies } from '../proxies.ts';
import type { Counters } from './counters.ts';
import type { Limits } from './limits.ts';
import { TokenBucket } from './token-bucket.ts';

export interface AdmissionParts {
  readonly auth: Authenticator;
  readonly tenants: (tenant: string) => TenantView | null;
  readonly limits: Limits;
  readonly counters: Counters;
  /** Origins of pages that may connect; a client that sends none may always. */
  readonly origins: ReadonlySet<string>;
  readonly proxies: TrustedProxies;
  /** Wall ms. */
  readonly now: () => number;
}

/** Addresses whose refusals are remembered. */
const ADDRESSES = 10_000;

/** Decides before the upgrade who comes in, and counts who is in. */
export class Gate {
  readonly #parts: AdmissionParts;
  readonly #principals = new WeakMap<IncomingMessage, Principal>();
  readonly #inside = new Map<string, number>();
  readonly #refusals = new Map<string, TokenBucket>();

  constructor(parts: AdmissionParts) {
    this.#parts = parts;
  }

  /** Who an admitted request comes from. */
  principalOf(request: IncomingMessage): Principal | null {
    return this.#principals.get(request) ?? null;
  }

  /** null lets it in; else the state that is counted. The upgrade itself answers a bare 400. */
  async admit(request: IncomingMessage): Promise<string | null> {
    const address = clientAddress(request, this.#parts.proxies);
    const refusal = await this.#judge(request, address);
    if (refusal !== null) this.#parts.counters.add(`refused-${refusal}`);
    return refusal;
  }

  /** Why a console with this token would not be let in now. */
  hindrance(who: Principal, address: string): Hindrance | null {
    const { limits, tenants } = this.#parts;
    if (!STREAMS.some((stream) => mayEmit(who.role, stream, 'sub')))
      return { state: 'forbidden', message: `role ${who.role} has no console` };
    if (tenants(who.tenant) === null)
      return { state: 'forbidden', message: `tenant ${who.tenant} is not here` };
    if (this.#refusing(address))
      return { state: 'busy', message: 'too many refused connections from this address' };
    const full = (
      [
        ['address', address, limits.perAddress],
        ['user', userOf(who), limits.perUser],
        ['tenant', who.tenant, limits.perTenant],
      ] as const
    ).find(([kind, name, bound]) => (this.#inside.get(`${kind} ${name}`) ?? 0) >= bound);
    if (full === undefined) return null;
    return { state: 'busy', message: `${String(full[2])} connections of this ${full[0]} are open already` };
  }

  async #judge(request: IncomingMessage, address: string): Promise<string | null> {
    const { origin } = request.headers;
    if (origin !== undefined && !this.#parts.origins.has(origin)) return 'origin';
    if (this.#refusing(address)) return 'busy';
    const verdict = await this.#verify(request);
    if (!verdict.ok) {
      this.#refused(address);
      return verdict.state;
    }
    // The clocks' tolerance is for a request's moment; a connection would be ended as soon as it stands.
    if (verdict.principal.expiresAt <= this.#parts.now()) return 'expired';
    const hindrance = this.hindrance(verdict.principal, address);
    if (hindrance !== null) return hindrance.state;
    this.#principals.set(request, verdict.principal);
    this.#count(request, verdict.principal, address);
    return null;
  }

  async #verify(request: IncomingMessage): Promise<Verdict> {
    if (request.headers.authorization !== undefined) {
      return await this.#parts.auth.verify(bearerOf(request.headers), 'access');
    }
    const ticket = new URL(request.url ?? '/', 'http://gateway').searchParams.get('ticket') ?? '';
    return await this.#parts.auth.verify(ticket, 'ticket');
  }

  /** Counted until the connection itself is gone, whatever became of the upgrade. */
  #count(request: IncomingMessage, who: Principal, address: string): void {
    const keys = [`address ${address}`, `user ${userOf(who)}`, `tenant ${who.tenant}`];
    for (const key of keys) this.#inside.set(key, (this.#inside.get(key) ?? 0) + 1);
    const leave = () => {
      for (const key of keys) {
        const left = (this.#inside.get(key) ?? 1) - 1;
        if (left > 0) this.#inside.set(key, left);
        else this.#inside.delete(key);
      }
    };
    if (request.socket.destroyed) leave();
    else request.socket.once('close', leave);
  }

  #refusing(address: string): boolean {
    const bucket = this.#refusals.get(address);
    return bucket !== undefined && !bucket.has(performance.now());
  }

  #refused(address: string): void {
    const now = performance.now();
    if (this.#refusals.size >= ADDRESSES) {
      for (const [old, bucket] of this.#refusals) if (bucket.full(now)) this.#refusals.delete(old);
      if (this.#refusals.size >= ADDRESSES) this.#refusals.clear();
    }
    const bucket = this.#refusals.get(address) ?? new TokenBucket(this.#parts.limits.refusals, now);
    bucket.take(now);
    this.#refusals.set(address, bucket);
  }
}

const userOf = (who: Principal) => `${who.tenant}/${who.sub}`;
