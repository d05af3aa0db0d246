import * as v from 'valibot';
import type { Disposable } from '../../../contract/disposable.ts';
import type { Counters } from '../counters.ts';
import type { Clock, Journal, JournalResult, Logger } from '../ports.ts';
import { record as recordSchema, type JournalRecord } from './records.ts';
import { JournalState } from './state.ts';

/** Records appended since the journal was last written anew, before it is again. */
export const COMPACT_AFTER = 5_000;
/** Records that wait for the disk; more are not queued, the whole is written anew instead. */
export const MAX_QUEUED = 10_000;
/** A journal that failed is tried again so much later, ms. */
export const RETRY_MS = 30_000;

/** A disk that takes longer than this holds nothing up any more, ms: an alarm shown twice is the lesser harm. */
export const PATIENCE_MS = 1_000;

export interface KeeperDeps {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly counters: Counters;
  readonly log: Logger;
  /** `trouble` is another. */
  readonly changed: () => void;
}

interface Batch {
  readonly records: JournalRecord[];
  readonly done: (() => void)[];
}

/**
 * The console's memory, in step with the journal: what is written is in `state` at once and on the disk when `done` is called.
 * While the disk refuses, the console goes on in memory, says so in `trouble`, and `done` comes at once.
 */
export class JournalKeeper implements Disposable {
  readonly state = new JournalState();
  readonly #deps: KeeperDeps;
  #queue: Batch = { records: [], done: [] };
  #busy = false;
  #appended = 0;
  #trouble: string | null = null;
  #whole = false;
  #unread = false;
  #retry: Disposable | null = null;
  /** Runs while the disk works; null while it rests, or has been waited for long enough. */
  #patience: Disposable | null = null;
  #ended = false;

  constructor(deps: KeeperDeps) {
    this.#deps = deps;
  }

  /** Why what is remembered will not outlive this process; null where it will. */
  get trouble(): string | null {
    return this.#trouble;
  }

  /** Never rejects: what cannot be read is counted, and the rest is used. */
  async load(): Promise<void> {
    const { journal, counters, log } = this.#deps;
    const read = await journal.load();
    if (this.#ended) return;
    if (!read.ok) {
      // What is there may still be good: this process does not overwrite it.
      counters.bump(`journal-${read.reason}`);
      this.#unread = true;
      this.#degrade(read);
      return;
    }
    let unusable = read.value.damaged;
    for (const raw of read.value.records) {
      const parsed = v.safeParse(recordSchema, raw, { abortEarly: true });
      if (parsed.success) this.state.apply(parsed.output);
      else unusable += 1;
    }
    this.#appended = read.value.records.length;
    if (unusable === 0) return;
    counters.bump('journal-damaged', unusable);
    log.warn('journal: lines could not be read', { lines: unusable });
    this.#whole = true;
    this.#pump();
  }

  /** `done` is called once the records would survive a loss of power, or at once where they cannot be kept, in time or at all. */
  write(records: readonly JournalRecord[], done: () => void = () => undefined): void {
    for (const record of records) this.state.apply(record);
    if (this.#ended) return done();
    if (this.#trouble !== null) return done();
    const slow = this.#busy && this.#patience === null;
    if (!slow) this.#queue.done.push(done);
    if (this.#queue.records.length + records.length > MAX_QUEUED) {
      this.#queue.records.length = 0;
      this.#whole = true;
    }
    if (!this.#whole) this.#queue.records.push(...records);
    this.#pump();
    if (slow) done();
  }

  /** Everything goes, from the disk too: what was appended before is written over by nothing. */
  erase(): void {
    this.state.apply({ k: 'scope', scope: '' });
    if (this.#ended || this.#trouble !== null) return;
    this.#queue.records.length = 0;
    this.#whole = true;
    this.#pump();
  }

  /** What is on its way to the disk goes on; nothing of it is waited for. */
  dispose(): void {
    this.#ended = true;
    for (const timer of [this.#retry, this.#patience]) timer?.dispose();
    this.#retry = this.#patience = null;
  }

  #pump(): void {
    const empty = this.#queue.records.length === 0 && this.#queue.done.length === 0 && !this.#whole;
    if (this.#busy || empty) return;
    this.#busy = true;
    void this.#flush();
  }

  async #flush(): Promise<void> {
    const batch = this.#queue;
    this.#queue = { records: [], done: [] };
    const whole = this.#whole || this.#appended + batch.records.length > COMPACT_AFTER;
    this.#whole = false;
    const records = whole ? this.state.records() : batch.records;
    const { journal, clock, counters } = this.#deps;
    if (!this.#ended)
      this.#patience = clock.after(PATIENCE_MS, () => {
        this.#patience = null;
        counters.bump('journal-slow');
        for (const done of [...batch.done.splice(0), ...this.#queue.done.splice(0)]) done();
      });
    const wrote =
      records.length === 0 && !whole
        ? ({ ok: true, value: null } as const)
        : await (whole ? journal.replace(records) : journal.append(records));
    this.#busy = false;
    this.#patience?.dispose();
    this.#patience = null;
    if (wrote.ok) {
      // A state as large as the bound must not be written anew at each record.
      this.#appended = whole ? 0 : this.#appended + records.length;
      this.#recover();
    } else this.#lost(wrote);
    for (const done of batch.done) done();
    this.#pump();
  }

  #lost(failed: JournalResult<null> & { ok: false }): void {
    this.#deps.counters.bump(`journal-${failed.reason}`);
    // Any part of it may be there: the next writing is of the whole.
    const waiting = this.#queue.done;
    this.#queue = { records: [], done: [] };
    this.#degrade(failed);
    for (const done of waiting) done();
  }

  #degrade({ reason, message }: { readonly reason: string; readonly message: string }): void {
    if (this.#trouble === null) this.#deps.log.error('journal cannot be kept', { reason, why: message });
    this.#trouble = message;
    this.#retry?.dispose();
    if (!this.#ended && !this.#unread)
      this.#retry = this.#deps.clock.after(RETRY_MS, () => {
        this.#retry = null;
        this.#whole = true;
        this.#pump();
      });
    this.#deps.changed();
  }

  #recover(): void {
    if (this.#trouble === null) return;
    this.#trouble = null;
    this.#deps.log.info('journal is kept again');
    this.#deps.changed();
  }
}
