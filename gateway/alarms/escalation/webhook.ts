import { randomUUID } from 'node:crypto';
import type { Alarm } from '../../../contract/alarm.ts';
import type { StoodState, WebhookState } from '../../../contract/alarm/overview.ts';
import type { Disposable } from '../../../contract/disposable.ts';
import type { WallMs } from '../../../contract/time.ts';
import type { Sql } from '../../streams/index.ts';
import { cloudEvent, signed, stoodEvent } from './event.ts';
import type { Post } from './post.ts';

/** Events that wait at most; the oldest are thrown away and counted. */
export const MAX_QUEUED = 1_000;
/** A receiver that is away for longer gets no more of it. */
export const MAX_AGE_MS = 24 * 3_600_000;
/** In place of an alarm's id. */
const OF_MANY = '';
const FIRST_MS = 5_000;
const LONGEST_MS = 600_000;

export interface WebhookOptions {
  readonly url: string;
  readonly secret: string;
  readonly tenant: string;
  readonly sql: Sql;
  readonly post: Post;
  readonly wall: () => number;
  /** 0 to 1: full jitter. */
  readonly random?: () => number;
  /** `alarmId` is null for what stood at the start. */
  readonly outcome: (alarmId: string | null, error: string | null, attempts: number) => void;
}

interface Row {
  readonly id: string;
  readonly alarmId: string;
  readonly body: string;
  readonly attempts: number;
  readonly created: number;
}

const TABLE = `CREATE TABLE IF NOT EXISTS alarm_webhooks (
  id TEXT PRIMARY KEY, alarm_id TEXT NOT NULL, body TEXT NOT NULL, attempts INTEGER NOT NULL, due INTEGER NOT NULL,
  created INTEGER NOT NULL) WITHOUT ROWID;`;

/** Events to the world outside, kept until they are taken: one at a time, in order of their being due. */
export class Webhook implements Disposable {
  readonly #options: WebhookOptions;
  readonly #url: URL;
  readonly #statements;
  #sending: Promise<void> | null = null;
  #ended = false;
  #counts = { delivered: 0, failed: 0, dropped: 0 };
  #lastError: string | null = null;

  constructor(options: WebhookOptions) {
    this.#options = options;
    this.#url = new URL(options.url);
    const { sql } = options;
    sql.exec(TABLE);
    this.#statements = {
      add: sql.prepare('INSERT INTO alarm_webhooks VALUES (?, ?, ?, 0, ?, ?)'),
      count: sql.prepare<{ n: number }>('SELECT count(*) AS n FROM alarm_webhooks'),
      trim: sql.prepare(
        'DELETE FROM alarm_webhooks WHERE id IN (SELECT id FROM alarm_webhooks ORDER BY created LIMIT ?)',
      ),
      due: sql.prepare<Row>(
        'SELECT id, alarm_id AS alarmId, body, attempts, created FROM alarm_webhooks WHERE due <= ? ORDER BY due LIMIT 1',
      ),
      later: sql.prepare('UPDATE alarm_webhooks SET attempts = ?, due = ? WHERE id = ?'),
      remove: sql.prepare('DELETE FROM alarm_webhooks WHERE id = ?'),
    };
  }

  /** Kept at once: also what was not sent when the process ended. */
  offer(alarm: Alarm, at: WallMs): void {
    const id = randomUUID();
    this.#add(id, alarm.id, cloudEvent(id, this.#options.tenant, alarm, at), at);
  }

  /** What stood when the gateway began: one event for all of it. */
  offerStood(stood: StoodState, waiting: readonly Alarm[], at: WallMs): void {
    const id = randomUUID();
    this.#add(id, OF_MANY, stoodEvent(id, this.#options.tenant, stood, waiting, at), at);
  }

  #add(id: string, alarmId: string, event: object, at: WallMs): void {
    const { add, count, trim } = this.#statements;
    add.run(id, alarmId, JSON.stringify(event), at, at);
    const over = (count.get()?.n ?? 0) - MAX_QUEUED;
    if (over > 0) this.#counts.dropped += trim.run(over).changes;
  }

  /** Sends what is due, one after the other. The caller's clock ticks; at most one round runs. */
  tick(): Promise<void> {
    this.#sending ??= this.#round().finally(() => (this.#sending = null));
    return this.#sending;
  }

  state(): WebhookState {
    return { waiting: this.#statements.count.get()?.n ?? 0, ...this.#counts, lastError: this.#lastError };
  }

  dispose(): void {
    this.#ended = true;
  }

  async #round(): Promise<void> {
    while (!this.#ended) {
      const row = this.#statements.due.get(this.#options.wall());
      if (row === undefined) return;
      await this.#send(row);
    }
  }

  async #send({ id, alarmId, body, attempts, created }: Row): Promise<void> {
    const { post, secret, wall, outcome, random = Math.random } = this.#options;
    const headers = {
      'content-type': 'application/cloudevents+json; charset=utf-8',
      ...signed(id, wall(), body, secret),
    };
    const error = await post(this.#url, headers, body);
    // The database may be closed by now: the event is still in it.
    if (this.#ended) return;
    const tried = attempts + 1;
    this.#lastError = error;
    if (error === null) {
      this.#counts.delivered += 1;
      this.#statements.remove.run(id);
      outcome(alarmId === OF_MANY ? null : alarmId, null, tried);
    } else if (wall() - created > MAX_AGE_MS) {
      this.#counts.failed += 1;
      this.#statements.remove.run(id);
      outcome(alarmId === OF_MANY ? null : alarmId, error, tried);
    } else {
      const most = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempts);
      // Never at once: a receiver that fails quickly is not hammered.
      this.#statements.later.run(tried, Math.round(wall() + most * (0.5 + random() / 2)), id);
    }
  }
}
