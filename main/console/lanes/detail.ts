import type { RouteDetail, RouteId } from '../../../contract/fleet.ts';
import { Disposables, type Disposable } from '../../../contract/disposable.ts';
import { MAX_NOTES, type RouteNote } from '../../../contract/note.ts';
import { routeDetail } from '../../../contract/schema/domain.ts';
import type { Counters } from '../counters.ts';
import { decode } from '../decode.ts';
import type { ValueTopic } from '../feed/topic.ts';
import type { Lease, Session } from '../link/session.ts';

const ANSWER_MS = 10_000;

/** The detail lane: watches the selected route while a window shows it. */
export class DetailLane implements Disposable {
  readonly #topic: ValueTopic<RouteDetail | null>;
  readonly #counters: Counters;
  #session: Session | null = null;
  #route: RouteId | null = null;
  #lease: Lease | null = null;
  #joined = new Disposables();

  constructor(topic: ValueTopic<RouteDetail | null>, counters: Counters) {
    this.#topic = topic;
    this.#counters = counters;
  }

  /** `route`: what is selected and shown; null leaves the lane. */
  set(session: Session | null, route: RouteId | null): void {
    if (session === this.#session && route === this.#route) return;
    const sameSession = session === this.#session;
    // A detail of the route that is no longer selected must not be taken for the new one's.
    if (route !== this.#route && (this.#topic.value ?? null) !== null) this.#topic.set(null);
    if (route === null && this.#topic.value === undefined) this.#topic.set(null);
    this.#session = session;
    this.#route = route;
    if (!sameSession || route === null) this.#leave(sameSession);
    if (session === null || route === null) return;
    if (this.#lease !== null) void this.#watch(this.#lease, [route]);
    else this.#join(session);
  }

  /** The gateway's answer to a note that was written here: seen at once, and again with the lane's next. */
  noted(note: RouteNote): void {
    const detail = this.#topic.value ?? null;
    if (detail === null || detail.plan.id !== note.routeId) return;
    const notes = detail.notes ?? [];
    if (notes.some(({ version }) => version >= note.version)) return;
    this.#topic.set({ ...detail, notes: [note, ...notes].slice(0, MAX_NOTES) });
  }

  dispose(): void {
    this.#leave(false);
    this.#session = null;
  }

  #join(session: Session): void {
    const lease = session.lease('dispatch');
    this.#lease = lease;
    this.#joined = new Disposables();
    this.#joined.add(lease.namespace.on('r', (payload) => this.#take(payload)));
    this.#joined.add(
      lease.namespace.onJoined(() => {
        if (this.#route !== null) void this.#watch(lease, [this.#route]);
      }),
    );
  }

  #take(payload: unknown): void {
    const detail = decode(routeDetail, payload, 'bad-detail', this.#counters);
    if (detail !== null && detail.plan.id === this.#route) this.#topic.set(detail);
  }

  async #watch(lease: Lease, routes: readonly RouteId[]): Promise<void> {
    const answer = await lease.namespace.request('watch', { routes }, ANSWER_MS);
    if (!answer.ok && answer.error.code !== 'offline') this.#counters.bump('watch-failed');
  }

  #leave(tell: boolean): void {
    this.#joined.dispose();
    const lease = this.#lease;
    this.#lease = null;
    if (lease === null) return;
    if (tell) void this.#watch(lease, []);
    lease.dispose();
  }
}
