import type { AlarmOverview } from '../../contract/alarm/overview.ts';
import type { Disposable } from '../../contract/disposable.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { TenantView } from '../ports.ts';
import { encodePacket } from './packet.ts';
import type { Session } from './session.ts';
import { Subscribers } from './subscribers.ts';

/** What an operator did is on every board this soon, ms; what many do at once is one message. */
const SOON_MS = 100;

/** What consoles show beside the alarms, whole, when it changed: once a second, and soon after an operator did something. */
export class OverviewLane implements Disposable {
  readonly subscribers = new Subscribers();
  readonly #view: (tenant: string) => TenantView | null;
  /** What was sent last, without its time. */
  readonly #told = new Map<string, string>();
  /** Left out for a full queue: due again at the next tick. */
  readonly #owed = new Set<Session>();

  #soon: NodeJS.Timeout | null = null;

  constructor(view: (tenant: string) => TenantView | null) {
    this.#view = view;
  }

  join(session: Session): Result<AlarmOverview> {
    const view = this.#view(session.principal.tenant);
    if (view?.alarms === undefined) return fail('unsupported', 'no alarm desk is kept here');
    this.subscribers.add(session);
    return ok(view.alarms.overview());
  }

  leave(session: Session): void {
    this.subscribers.remove(session);
    this.#owed.delete(session);
  }

  /** An operator did something: it need not wait for the second. */
  acted(): void {
    this.#soon ??= setTimeout(() => this.tick(), SOON_MS);
  }

  dispose(): void {
    if (this.#soon !== null) clearTimeout(this.#soon);
    this.#soon = null;
  }

  /** Once a second, and by `acted`. */
  tick(): void {
    this.dispose();
    for (const tenant of this.subscribers.tenants()) {
      const overview = this.#view(tenant)?.alarms?.overview();
      if (overview === undefined) continue;
      const text = JSON.stringify({ ...overview, at: 0 });
      const changed = this.#told.get(tenant) !== text;
      this.#told.set(tenant, text);
      const packet = encodePacket('alerts', 'overview', overview);
      for (const session of this.subscribers.of(tenant)) {
        if (!changed && !this.#owed.has(session)) continue;
        if (session.outlet.offer(packet)) this.#owed.delete(session);
        else this.#owed.add(session);
      }
    }
  }
}
