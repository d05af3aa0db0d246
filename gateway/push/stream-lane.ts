import { fail, ok, type Result } from '../../contract/result.ts';
import type { Delta, StreamName } from '../../contract/stream.ts';
import {
  MAX_REPLAY,
  type Heartbeat,
  type PageRequest,
  type SnapshotPage,
  type SubAnswer,
  type SubRequest,
} from '../../contract/wire.ts';
import type { StreamLog, TenantView } from '../ports.ts';
import { encodePacket } from './packet.ts';
import type { Session } from './session.ts';
import type { Snapshots } from './snapshots.ts';
import { Subscribers } from './subscribers.ts';

export interface StreamLaneParts {
  readonly stream: StreamName;
  readonly log: StreamLog;
  readonly tenants: (tenant: string) => TenantView | null;
  readonly snapshots: Snapshots;
  /** Wall ms. */
  readonly now: () => number;
}

/** One sequenced stream: who follows it, from where, and what each tick tells them. */
export class StreamLane {
  readonly subscribers = new Subscribers();
  readonly #parts: StreamLaneParts;

  constructor(parts: StreamLaneParts) {
    this.#parts = parts;
  }

  /**
   * Joins before it reads: what is committed after the read reaches the console as a delta, and what both contain is told apart
   * by its number. The other order would lose what falls between.
   */
  sub(session: Session, request: SubRequest): Result<SubAnswer> {
    const { stream, log, snapshots } = this.#parts;
    const wrong = this.#elsewhere(request.stream);
    if (wrong) return wrong;
    const { tenant } = session.principal;
    const view = this.#parts.tenants(tenant);
    if (view === null) return fail('forbidden', `tenant ${tenant} is not here`);
    this.subscribers.add(session);
    const clock = view.time.clock();
    const { epoch, seq } = log.position(tenant, stream);
    if (request.epoch === epoch && request.seq <= seq) {
      const replay = log.since(tenant, stream, request.seq, MAX_REPLAY);
      if (replay !== null) {
        return ok({
          kind: 'deltas',
          epoch,
          from: request.seq + 1,
          to: replay.to,
          changes: replay.changes,
          clock,
        });
      }
    }
    return ok({ kind: 'snapshot', ...snapshots.first(tenant, stream, log.snapshot(tenant, stream)), clock });
  }

  page(session: Session, request: PageRequest): Result<SnapshotPage> {
    const wrong = this.#elsewhere(request.stream);
    if (wrong) return wrong;
    const found = this.#parts.snapshots.next(session.principal.tenant, this.#parts.stream, request.cursor);
    return found === null ? fail('not-found', 'the snapshot has gone: subscribe again', 'cursor') : ok(found);
  }

  unsub(session: Session, request: { readonly stream: StreamName }): Result<null> {
    const wrong = this.#elsewhere(request.stream);
    if (wrong) return wrong;
    this.subscribers.remove(session);
    return ok(null);
  }

  publish(tenant: string, delta: Delta): void {
    const followers = this.subscribers.of(tenant);
    if (followers.size === 0) return;
    const packet = encodePacket(this.#parts.stream, 'd', delta);
    for (const session of followers) session.outlet.offer(packet);
  }

  heartbeat(): void {
    const { stream, log, tenants, now } = this.#parts;
    for (const tenant of this.subscribers.tenants()) {
      const view = tenants(tenant);
      if (view === null) continue;
      const { epoch, seq } = log.position(tenant, stream);
      const body: Heartbeat = { stream, epoch, seq, ts: now(), clock: view.time.clock() };
      const packet = encodePacket(stream, 'hb', body);
      for (const session of this.subscribers.of(tenant)) session.outlet.offer(packet);
    }
  }

  /** A namespace holds its own stream only; another one's name in a message is a mistake of the console's. */
  #elsewhere(asked: StreamName): Result<never> | null {
    const { stream } = this.#parts;
    return asked === stream
      ? null
      : fail('bad-request', `must be ${stream} in /${stream} (got ${asked})`, 'stream');
  }
}
