import { randomUUID } from 'node:crypto';
import { STREAMS, type Change, type Delta, type StreamName } from '../../contract/stream.ts';
import type { StreamLog } from '../ports.ts';
import { mergeChanges, minimise, type Step } from './changes.ts';
import type { Opening } from './clean-mark.ts';
import type { Sql } from './sql.ts';
import { StreamState } from './stream-state.ts';
import { openTables, type Tables } from './tables.ts';

export interface Retain {
  /** Ticks kept for each stream of a tenant, >= 1. */
  readonly deltas: number;
  /** UTF-8 bytes of those ticks; the newest tick is kept however large. */
  readonly bytes: number;
}
export const RETAIN: Retain = { deltas: 5_000, bytes: 16 * 1024 * 1024 };

/** The embedded log: what `StreamLog` says, and the database that shares its transactions. */
export interface EmbeddedLog extends StreamLog {
  readonly sql: Sql;
  readonly epoch: string;
  /** How the last run ended; anything but `continued` began a new epoch. */
  readonly opening: Opening;
  /** Ticks trimmed since the opening, and what is kept now. */
  stats(): { readonly trimmed: number; readonly deltas: number; readonly bytes: number };
}

interface Planned {
  readonly tenant: string;
  readonly state: StreamState;
  readonly steps: readonly Step[];
  readonly delta: Delta;
  readonly json: string;
  readonly bytes: number;
}

/** Log and state by key on SQLite, the state also in memory. Every commit is one transaction. */
export class SqlStreamLog implements EmbeddedLog {
  readonly sql: Sql;
  readonly opening: Opening;
  #epoch: string;
  readonly #retain: Retain;
  readonly #tables: Tables;
  readonly #end: (nonce: string) => void;
  #states = new Map<string, StreamState>();
  #trimmed = 0;
  #open = true;

  /** `end` is called once with the log's nonce; it closes the database. */
  constructor(
    sql: Sql,
    opening: (nonce: string | null) => Opening,
    retain: Retain,
    end: (nonce: string) => void,
  ) {
    if (!(retain.deltas >= 1))
      throw new RangeError(`retain.deltas must be >= 1 (got ${String(retain.deltas)})`);
    this.sql = sql;
    this.#retain = retain;
    this.#end = end;
    this.#tables = openTables(sql);
    this.opening = opening(this.#tables.getMeta.get('nonce')?.value ?? null);
    this.#epoch = this.#tables.getMeta.get('epoch')?.value ?? '';
    sql.transaction(() => {
      if (this.opening !== 'continued' || this.#epoch === '') this.#newEpoch();
      // Another one at each opening: a copy of the file that was taken earlier holds an older one.
      this.#tables.setMeta.run('nonce', randomUUID());
    });
    this.#load();
  }

  get epoch(): string {
    return this.#epoch;
  }

  commit(
    tenant: string,
    changes: Partial<Record<StreamName, readonly Change[]>>,
    ts: number,
    also?: () => void,
  ): Delta[] {
    const planned: Planned[] = [];
    for (const stream of STREAMS) {
      const wanted = changes[stream];
      if (wanted === undefined || wanted.length === 0) continue;
      const state = this.#states.get(address(tenant, stream));
      const steps = minimise(state?.entries ?? new Map(), wanted);
      if (steps.length > 0)
        planned.push(this.#plan(tenant, state ?? new StreamState(0, 0), stream, steps, ts));
    }
    if (planned.length === 0 && also === undefined) return [];
    this.sql.transaction(() => {
      for (const tick of planned) this.#write(tick);
      also?.();
    });
    for (const tick of planned) this.#keep(tick);
    this.sql.onRollback(() => this.#recover());
    return planned.map((tick) => tick.delta);
  }

  position(tenant: string, stream: StreamName) {
    return { epoch: this.#epoch, seq: this.#states.get(address(tenant, stream))?.seq ?? 0 };
  }

  since(tenant: string, stream: StreamName, seq: number, limit: number) {
    const state = this.#states.get(address(tenant, stream));
    const at = state?.seq ?? 0;
    if (seq === at) return { to: at, changes: [] };
    if (state === undefined || seq > at || seq < state.base) return null;
    const asked = `${String(seq)}/${String(limit)}`;
    let changes = state.replays.get(asked);
    if (changes === undefined) {
      changes = mergeChanges(this.#ticksAfter(state.id, seq), limit);
      if (state.replays.size < REPLAYS) state.replays.set(asked, changes);
    }
    return changes === null ? null : { to: at, changes };
  }

  snapshot(tenant: string, stream: StreamName) {
    return {
      position: this.position(tenant, stream),
      entries: this.#states.get(address(tenant, stream))?.snapshot() ?? [],
    };
  }

  stats() {
    let deltas = 0;
    let bytes = 0;
    for (const state of this.#states.values()) {
      deltas += state.size.deltas;
      bytes += state.size.bytes;
    }
    return { trimmed: this.#trimmed, deltas, bytes };
  }

  dispose(): void {
    if (!this.#open) return;
    this.#open = false;
    this.#end(this.#tables.getMeta.get('nonce')?.value ?? '');
  }

  #plan(tenant: string, state: StreamState, stream: StreamName, steps: readonly Step[], ts: number): Planned {
    const changes = steps.map((step) => step.change);
    const json = JSON.stringify(changes);
    const from = state.seq + 1;
    const to = state.seq + changes.length;
    const delta = { stream, epoch: this.#epoch, from, to, changes, ts };
    return { tenant, state, steps, delta, json, bytes: Buffer.byteLength(json) };
  }

  /** Within the commit's transaction: a stream that was rolled back leaves no row and no state behind. */
  #begin(tenant: string, stream: StreamName): number {
    this.#tables.addStream.run(tenant, stream);
    const id = this.#tables.stream.get(tenant, stream)?.id;
    if (id === undefined) throw new Error(`stream ${tenant}/${stream} could not be made`);
    return id;
  }

  #write({ tenant, state, steps, delta, json, bytes }: Planned): void {
    const tables = this.#tables;
    if (state.id === 0) state.id = this.#begin(tenant, delta.stream);
    for (const { change, entry } of steps) {
      if (entry === null) tables.remove.run(state.id, change[0]);
      else tables.put.run(state.id, change[0], JSON.stringify(entry));
    }
    tables.append.run(state.id, delta.to, delta.ts, json);
    tables.setSeq.run(delta.to, state.id);
    const going = state.excess(bytes, this.#retain);
    if (going > 0) tables.trim.run(state.id, state.endOf(going));
  }

  /** Memory follows only after the transaction, so a failed one leaves it as it was. */
  #keep({ tenant, state, steps, delta, bytes }: Planned): void {
    this.#states.set(address(tenant, delta.stream), state);
    const going = state.excess(bytes, this.#retain);
    state.drop(going);
    this.#trimmed += going;
    state.apply(steps, delta.to);
    state.keep({ to: delta.to, bytes });
  }

  *#ticksAfter(id: number, seq: number): Generator<readonly Change[]> {
    for (let after = seq; ;) {
      const rows = this.#tables.after.all(id, after);
      for (const row of rows) {
        yield JSON.parse(row.changes) as Change[];
        after = row.last;
      }
      if (rows.length < 64) return;
    }
  }

  /** An enclosing transaction failed after our part had been told to consoles: those numbers never existed. */
  #recover(): void {
    this.#epoch = randomUUID();
    this.sql.transaction(() => this.#newEpoch());
    this.#load();
  }

  #newEpoch(): void {
    this.#epoch = randomUUID();
    this.#tables.setMeta.run('epoch', this.#epoch);
    // Deltas belong to their epoch; the state and its numbers go on.
    this.#tables.forget.run();
  }

  #load(): void {
    this.#states = new Map();
    for (const row of this.#tables.streams.all()) {
      const state = new StreamState(row.id, row.seq);
      for (const { key, value } of this.#tables.entries.all(row.id)) {
        state.entries.set(key, Object.freeze(JSON.parse(value)) as Readonly<Record<string, unknown>>);
      }
      const oldest = this.#tables.oldest.get(row.id);
      if (oldest) state.base = oldest.last - (JSON.parse(oldest.changes) as unknown[]).length;
      for (const { last, bytes } of this.#tables.kept.all(row.id)) state.keep({ to: last, bytes });
      this.#states.set(address(row.tenant, row.name), state);
    }
  }
}

/** Remembered until the next commit. */
const REPLAYS = 64;

const address = (tenant: string, stream: string) => `${stream}/${tenant}`;
