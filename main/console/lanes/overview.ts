import type { AlarmOverview } from '../../../contract/alarm/overview.ts';
import { Disposables, type Disposable } from '../../../contract/disposable.ts';
import { alarmOverview } from '../../../contract/schema/alarm.ts';
import { resultOf } from '../../../contract/schema/wire.ts';
import type { Result } from '../../../contract/result.ts';
import type { Counters } from '../counters.ts';
import { decode } from '../decode.ts';
import type { ValueTopic } from '../feed/topic.ts';
import type { Lease, Session } from '../link/session.ts';

const ANSWER_MS = 10_000;

/** What stands beside the alarms: suppressed, flood, chatter, health. Asked for while a window shows it; the latest wins. */
export class OverviewLane implements Disposable {
  readonly #topic: ValueTopic<AlarmOverview | null>;
  readonly #counters: Counters;
  #session: Session | null = null;
  #wanted = false;
  #lease: Lease | null = null;
  #joined = new Disposables();

  constructor(topic: ValueTopic<AlarmOverview | null>, counters: Counters) {
    this.#topic = topic;
    this.#counters = counters;
  }

  set(session: Session | null, wanted: boolean): void {
    if (session === this.#session && wanted === this.#wanted) return;
    this.#session = session;
    this.#wanted = wanted;
    this.#leave();
    // Nobody hears its changes any more: a window that asks later must not be shown an old one.
    if (!wanted && (this.#topic.value ?? null) !== null) this.#topic.set(null);
    if (session === null || !wanted) return;
    const lease = session.lease('alerts');
    this.#lease = lease;
    this.#joined = new Disposables();
    this.#joined.add(
      lease.namespace.on('overview', (payload) =>
        this.#take(decode(alarmOverview, payload, 'bad-overview', this.#counters)),
      ),
    );
    this.#joined.add(lease.namespace.onJoined(() => void this.#ask(lease)));
  }

  dispose(): void {
    this.#leave();
    this.#session = null;
  }

  #take(overview: unknown): void {
    if (overview !== null) this.#topic.set(overview as AlarmOverview);
  }

  async #ask(lease: Lease): Promise<void> {
    const answer = await lease.namespace.request('overview', {}, ANSWER_MS);
    if (lease !== this.#lease) return;
    if (!answer.ok) {
      if (answer.error.code === 'offline') return;
      // One that was slow to answer is asked again; each asking waits its full time.
      this.#counters.bump('overview-failed');
      return this.#ask(lease);
    }
    const read = decode(resultOf(alarmOverview), answer.value, 'bad-overview', this.#counters);
    const result = read as Result<AlarmOverview> | null;
    if (result === null) return;
    if (result.ok) this.#take(result.value);
    else this.#counters.bump(`overview-${result.error.code}`);
  }

  #leave(): void {
    this.#joined.dispose();
    this.#lease?.dispose();
    this.#lease = null;
  }
}
