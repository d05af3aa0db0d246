import type { Disposable } from '../../../contract/disposable.ts';
import { Disposables } from '../../../contract/disposable.ts';
import { positionFrame } from '../../../contract/schema/wire.ts';
import type { PositionsRequest } from '../../../contract/wire.ts';
import type { Counters } from '../counters.ts';
import { decode } from '../decode.ts';
import type { Lease, Session } from '../link/session.ts';
import type { PositionStore } from '../stores/positions.ts';

const ANSWER_MS = 10_000;
export type Viewport = PositionsRequest['viewport'];

/** The position lane: joined while a window wants positions, asked again when the viewport changes. */
export class PositionLane implements Disposable {
  readonly #store: PositionStore;
  readonly #counters: Counters;
  #session: Session | null = null;
  #wanted = false;
  #viewport: Viewport = null;
  #lease: Lease | null = null;
  #joined = new Disposables();

  constructor(store: PositionStore, counters: Counters) {
    this.#store = store;
    this.#counters = counters;
  }

  set(session: Session | null, wanted: boolean): void {
    if (session === this.#session && wanted === this.#wanted) return;
    this.#leave(session === this.#session && !wanted);
    // A cut line takes nothing off the map: each position says itself how old it is.
    if (!wanted) this.#store.clear();
    this.#session = session;
    this.#wanted = wanted;
    if (session === null || !wanted) return;
    const lease = session.lease('dispatch');
    this.#lease = lease;
    this.#joined = new Disposables();
    this.#joined.add(lease.namespace.on('p', (payload) => this.#take(payload)));
    this.#joined.add(lease.namespace.onJoined(() => void this.#ask(lease)));
  }

  look(viewport: Viewport): void {
    if (JSON.stringify(viewport) === JSON.stringify(this.#viewport)) return;
    this.#viewport = viewport;
    if (this.#lease !== null) void this.#ask(this.#lease);
  }

  dispose(): void {
    this.#leave(false);
    this.#store.clear();
    this.#session = null;
  }

  #take(payload: unknown): void {
    const frame = decode(positionFrame, payload, 'bad-positions', this.#counters);
    if (frame !== null) this.#counters.bump('position-nameless', this.#store.take(frame));
  }

  async #ask(lease: Lease): Promise<void> {
    const request: PositionsRequest = { viewport: this.#viewport, watch: [] };
    const answer = await lease.namespace.request('positions', request, ANSWER_MS);
    // Before it is joined there is nothing to ask; joining asks again.
    if (!answer.ok && answer.error.code !== 'offline') this.#counters.bump('positions-failed');
  }

  #leave(tell: boolean): void {
    this.#joined.dispose();
    const lease = this.#lease;
    this.#lease = null;
    if (lease === null) return;
    if (tell) void lease.namespace.request('positions', null, ANSWER_MS);
    lease.dispose();
  }
}
