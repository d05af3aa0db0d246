import { Disposables, type Disposable } from '../../../contract/disposable.ts';
import { delta, heartbeat, resultOf, snapshotPage, subAnswer } from '../../../contract/schema/wire.ts';
import type { SchemaOf } from '../../../contract/schema/domain.ts';
import type { Change, Entry, StreamName } from '../../../contract/stream.ts';
import type { FeedClock } from '../../../contract/time.ts';
import type { Behind } from '../link/behind.ts';
import type { SnapshotPage, SubAnswer } from '../../../contract/wire.ts';
import type { Counters } from '../counters.ts';
import { decode } from '../decode.ts';
import type { Lease, Session } from '../link/session.ts';
import type { Clock } from '../ports.ts';
import { StreamClient, type StreamEffect } from './client.ts';

const ANSWER_MS = 15_000;

/** Where a stream's state goes: the one writer of its store is the runner. Both return how many could not be used. */
export interface StreamSink {
  apply(changes: readonly Change[]): number;
  replace(entries: readonly (readonly [string, Entry])[]): number;
}

export interface RunnerDeps {
  readonly stream: StreamName;
  readonly clock: Clock;
  readonly counters: Counters;
  readonly sink: StreamSink;
  readonly random: () => number;
  /** The gateway's feed clock came by. */
  readonly onClock: (clock: FeedClock) => void;
  /** Hears when `sub` was answered and when the stream was left; absent where nobody asks how old it is. */
  readonly behind?: Pick<Behind, 'began' | 'ended'>;
  /** Live, catching up or how much is left: something differs. */
  readonly changed: () => void;
  readonly onApplied: (changes: number) => void;
}

/** Joins one stream while it is wanted and a session stands; keeps its place in between, so that coming back costs deltas only. */
export class StreamRunner implements Disposable {
  readonly #deps: RunnerDeps;
  readonly #client: StreamClient;
  #session: Session | null = null;
  #wanted = false;
  #lease: Lease | null = null;
  #joined = new Disposables();
  #timer: Disposable | null = null;
  #answered = false;

  constructor(deps: RunnerDeps) {
    this.#deps = deps;
    this.#client = new StreamClient(deps.random);
  }

  get live(): boolean {
    return this.#client.live;
  }
  get position(): StreamClient['position'] {
    return this.#client.position;
  }
  get wanted(): boolean {
    return this.#wanted;
  }
  /** The present session's first `sub` was answered, or refused. */
  get answered(): boolean {
    return this.#answered;
  }
  get remaining(): number | null {
    return this.#client.remaining;
  }

  set(session: Session | null, wanted: boolean): void {
    if (session === this.#session && wanted === this.#wanted) return;
    const left = session === this.#session && !wanted;
    this.#leave(left);
    this.#session = session;
    this.#wanted = wanted;
    if (session !== null && wanted) this.#join(session);
    this.#deps.changed();
  }

  /** The sink's state was cleared: the next `sub` asks from nothing. */
  forget(): void {
    this.#client.forget();
  }

  dispose(): void {
    this.#leave(false);
    this.#session = null;
  }

  #join(session: Session): void {
    const lease = session.lease(this.#deps.stream);
    const { namespace } = lease;
    this.#lease = lease;
    this.#joined = new Disposables();
    this.#joined.add(namespace.on('d', (payload) => this.#delta(payload)));
    this.#joined.add(namespace.on('hb', (payload) => this.#heartbeat(payload)));
    this.#joined.add(namespace.onLeft(() => this.#stop()));
    this.#joined.add(
      namespace.onJoined(() => {
        this.#client.disconnected();
        this.#run(this.#client.connected(this.#now()));
      }),
    );
  }

  #leave(tell: boolean): void {
    this.#stop();
    this.#joined.dispose();
    const lease = this.#lease;
    this.#lease = null;
    this.#answered = false;
    if (lease === null) return;
    // The answer changes nothing here: a gateway that does not get it sees the namespace or the socket go.
    if (tell) void lease.namespace.request('unsub', { stream: this.#deps.stream }, ANSWER_MS);
    lease.dispose();
  }

  #stop(): void {
    this.#timer?.dispose();
    this.#timer = null;
    this.#client.disconnected();
    this.#deps.behind?.ended();
    this.#deps.changed();
  }

  #now(): number {
    return this.#deps.clock.elapsed();
  }

  #delta(payload: unknown): void {
    const read = decode(delta, payload, 'bad-delta', this.#deps.counters);
    if (read !== null && read.stream === this.#deps.stream) this.#run(this.#client.delta(read, this.#now()));
  }

  #heartbeat(payload: unknown): void {
    const read = decode(heartbeat, payload, 'bad-heartbeat', this.#deps.counters);
    if (read === null || read.stream !== this.#deps.stream) return;
    this.#deps.onClock(read.clock);
    this.#run(this.#client.heartbeat(read, this.#now()));
  }

  #run(effects: readonly StreamEffect[]): void {
    const { live, remaining } = this.#client;
    for (const effect of effects) this.#do(effect);
    this.#schedule();
    if (effects.length > 0 || live !== this.#client.live || remaining !== this.#client.remaining)
      this.#deps.changed();
  }

  #do(effect: StreamEffect): void {
    const { sink, counters } = this.#deps;
    switch (effect.do) {
      case 'count':
        counters.bump(effect.kind);
        return;
      case 'apply': {
        const unusable = sink.apply(effect.changes);
        this.#deps.onApplied(effect.changes.length);
        if (unusable === 0) return;
        counters.bump('bad-change', unusable);
        for (const next of this.#client.unusable(this.#now())) this.#do(next);
        return;
      }
      case 'replace':
        // Asking again would bring the same: the rest of the state is shown, the loss is counted.
        counters.bump('bad-entry', sink.replace(effect.entries));
        this.#deps.onApplied(effect.entries.length);
        return;
      case 'sub':
        void this.#sub(effect.request, { epoch: effect.epoch, seq: effect.seq });
        return;
      case 'page':
        void this.#page(effect.request, effect.cursor);
        return;
    }
  }

  async #sub(request: number, at: { readonly epoch: string | null; readonly seq: number }): Promise<void> {
    const asked = this.#now();
    const answer = await this.#ask<SubAnswer>('sub', { stream: this.#deps.stream, ...at }, subAnswer);
    this.#answered = true;
    if (answer !== null) {
      this.#deps.onClock(answer.clock);
      this.#deps.behind?.began(asked);
    }
    const now = this.#now();
    this.#run(
      answer === null ? this.#client.failed(request, now) : this.#client.answer(request, answer, now),
    );
    this.#deps.changed();
  }

  async #page(request: number, cursor: string): Promise<void> {
    const page = await this.#ask<SnapshotPage>('page', { stream: this.#deps.stream, cursor }, snapshotPage);
    const now = this.#now();
    this.#run(page === null ? this.#client.failed(request, now) : this.#client.page(request, page, now));
  }

  /** null for no answer, a refusal or one that cannot be read: each is counted. */
  async #ask<T>(event: string, args: unknown, value: SchemaOf<T>): Promise<T | null> {
    const lease = this.#lease;
    if (lease === null) return null;
    const answer = await lease.namespace.request(event, args, ANSWER_MS);
    const { counters } = this.#deps;
    if (!answer.ok) {
      counters.bump(`${event}-${answer.error.code}`);
      return null;
    }
    const read = decode(resultOf(value), answer.value, `bad-${event}-answer`, counters);
    if (read === null) return null;
    if (!read.ok) counters.bump(`${event}-${read.error.code}`);
    return read.ok ? (read.value as T) : null;
  }

  #schedule(): void {
    this.#timer?.dispose();
    this.#timer = null;
    const at = this.#client.wakeAt;
    if (at === null) return;
    const now = this.#now();
    this.#timer = this.#deps.clock.after(Math.max(0, at - now), () => {
      this.#timer = null;
      this.#run(this.#client.tick(this.#now()));
    });
  }
}
