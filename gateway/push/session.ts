import type { Socket } from 'socket.io';
import type { ClientEvents, ServerEvents } from '../../contract/wire.ts';
import type { Principal } from '../ports.ts';
import type { Outlet } from './fanout.ts';
import type { Limits } from './limits.ts';
import { TokenBucket } from './token-bucket.ts';
import type { Conn, WirePipe } from './wire-pipe.ts';

export type ConsoleSocket = Socket<ClientEvents, ServerEvents>;
export type ByeCode = 'expired' | 'revoked' | 'slow' | 'shutdown';

/** Longest wait of a timer, 2^31 - 1 ms: a longer one would fire at once. */
const LONGEST_TIMER = 2_147_483_647;
/** A console that is told to go has so long to hear it, ms. */
const GOODBYE_MS = 1_000;

export interface SessionParts {
  readonly conn: Conn;
  readonly principal: Principal;
  readonly pipe: WirePipe;
  readonly outlet: Outlet;
  readonly limits: Limits;
  readonly now: () => number;
}

/** One connection of one console, with all its namespaces; it is trusted only as long as its token. */
export class Session {
  readonly outlet: Outlet;
  readonly sockets = new Set<ConsoleSocket>();
  readonly #parts: SessionParts;
  readonly #claimed = new Set<string>();
  readonly #buckets = new Map<string, TokenBucket>();
  #principal: Principal;
  #expiry: NodeJS.Timeout | null = null;
  #goodbye: NodeJS.Timeout | null = null;
  #ended = false;
  #joinedAt = performance.now();

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.#principal = parts.principal;
    this.outlet = parts.outlet;
    this.#watchExpiry();
  }

  get principal(): Principal {
    return this.#principal;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** The same person in the same tenant with a later token. */
  renew(principal: Principal): void {
    this.#principal = principal;
    this.#watchExpiry();
  }

  /** False where the connection is in this namespace already: socket.io itself would make a second socket for it. */
  claim(namespace: string): boolean {
    if (this.#claimed.has(namespace)) return false;
    this.#claimed.add(namespace);
    return true;
  }

  leave(socket: ConsoleSocket): void {
    this.sockets.delete(socket);
    this.#claimed.delete(socket.nsp.name);
  }

  /** False where the connection asks too often for this event. */
  allows(event: string): boolean {
    const rate = this.#parts.limits.events[event];
    if (rate === undefined) return false;
    const now = performance.now();
    const bucket = this.#buckets.get(event) ?? new TokenBucket(rate, now);
    this.#buckets.set(event, bucket);
    return bucket.take(now);
  }

  /** Says why in every namespace, then ends the connection. */
  end(code: ByeCode, message: string): void {
    if (this.#ended) return;
    this.#ended = true;
    for (const socket of this.sockets) socket.emit('bye', { code, message });
    const { conn, pipe } = this.#parts;
    this.#goodbye = setTimeout(() => pipe.terminate(), GOODBYE_MS);
    for (const socket of [...this.sockets]) socket.disconnect(true);
    conn.close();
  }

  /** A connection that left every namespace is held for nothing. */
  endIfIdle(): void {
    if (this.sockets.size > 0) this.#joinedAt = performance.now();
    else if (performance.now() - this.#joinedAt > this.#parts.limits.connectTimeout) this.#parts.conn.close();
  }

  /** The connection is gone, whoever ended it. */
  dispose(): void {
    this.#ended = true;
    if (this.#expiry !== null) clearTimeout(this.#expiry);
    if (this.#goodbye !== null) clearTimeout(this.#goodbye);
  }

  #watchExpiry(): void {
    if (this.#expiry !== null) clearTimeout(this.#expiry);
    const left = this.#principal.expiresAt - this.#parts.now();
    this.#expiry = setTimeout(
      () => {
        if (this.#principal.expiresAt <= this.#parts.now()) this.end('expired', 'the token has expired');
        else this.#watchExpiry();
      },
      Math.min(Math.max(left, 0), LONGEST_TIMER),
    );
  }
}
