import type { Change, Delta, Entry } from '../../../contract/stream.ts';
import type { Heartbeat, SnapshotPage, SubAnswer } from '../../../contract/wire.ts';
import { fullJitter } from '../backoff.ts';

/** What its owner has to do, in order. `request` comes back with the answer, so that an older socket's answer is known as such. */
export type StreamEffect =
  | { readonly do: 'sub'; readonly request: number; readonly epoch: string | null; readonly seq: number }
  | { readonly do: 'page'; readonly request: number; readonly cursor: string }
  | { readonly do: 'apply'; readonly changes: readonly Change[] }
  | { readonly do: 'replace'; readonly entries: readonly (readonly [string, Entry])[] }
  | { readonly do: 'count'; readonly kind: string };

/** Deltas kept while an answer is awaited; more are dropped and counted, and the gap then asks again. */
export const MAX_HELD = 1_000;
const AHEAD_MS = 1_000;
const BAD_FORGIVEN_MS = 300_000;

interface Paging {
  readonly epoch: string;
  readonly seq: number;
  readonly total: number;
  readonly entries: (readonly [string, Entry])[];
}

/**
 * One sequenced stream as protocol.md has it, without sockets, timers or clock: inputs are method calls with the time in ms
 * of a clock that never jumps, outputs are effects. At most one `sub` or `page` is under way. A snapshot is swapped in whole or not at all.
 */
export class StreamClient {
  #epoch: string | null = null;
  #seq = 0;
  #connected = false;
  #lastRequest = 0;
  #inFlight: number | null = null;
  #paging: Paging | null = null;
  #held: Delta[] = [];
  #wanted: 'no' | 'resume' | 'anew' = 'no';
  #notBefore = 0;
  #failures = 0;
  #ahead: { readonly seq: number; readonly since: number } | null = null;
  #badNotBefore = 0;
  #badTimes = 0;
  #synced = false;
  readonly #random: () => number;

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  get position(): { readonly epoch: string | null; readonly seq: number } {
    return { epoch: this.#epoch, seq: this.#seq };
  }
  /** Nothing is missing as far as is known. */
  get live(): boolean {
    return this.#connected && this.#synced && this.#wanted === 'no' && this.#inFlight === null;
  }
  /** Keys still to come of a snapshot under way; null without one. */
  get remaining(): number | null {
    return this.#paging === null ? null : Math.max(0, this.#paging.total - this.#paging.entries.length);
  }
  /** When `tick` wants to be called next, ms on the same clock; null for never. */
  get wakeAt(): number | null {
    if (!this.#connected || this.#inFlight !== null) return null;
    if (this.#wanted !== 'no') return this.#notBefore;
    return this.#ahead === null ? null : this.#ahead.since + AHEAD_MS;
  }

  connected(now: number): StreamEffect[] {
    this.#connected = true;
    this.#notBefore = now;
    this.#failures = 0;
    this.#want('resume');
    return this.#pump(now);
  }

  /** The socket is gone: whatever was under way will never be answered. */
  disconnected(): void {
    this.#connected = false;
    this.#synced = false;
    this.#inFlight = null;
    this.#paging = null;
    this.#held = [];
    this.#ahead = null;
    this.#wanted = 'no';
  }

  /** Another gateway or operator: what was applied means nothing there. */
  forget(): void {
    this.disconnected();
    this.#epoch = null;
    this.#seq = 0;
  }

  delta(delta: Delta, now: number): StreamEffect[] {
    if (!this.#connected) return [];
    if (this.#inFlight !== null || this.#wanted !== 'no') return [...this.#hold(delta), ...this.#pump(now)];
    if (delta.epoch !== this.#epoch) {
      this.#want('resume');
      return [...this.#hold(delta), ...this.#pump(now)];
    }
    if (delta.to <= this.#seq) return [{ do: 'count', kind: 'delta-repeated' }];
    if (delta.from <= this.#seq + 1) return [this.#apply(delta.changes, delta.to)];
    this.#want('resume');
    return [{ do: 'count', kind: 'delta-gap' }, ...this.#hold(delta), ...this.#pump(now)];
  }

  heartbeat(beat: Pick<Heartbeat, 'epoch' | 'seq'>, now: number): StreamEffect[] {
    if (!this.#connected || this.#inFlight !== null || this.#wanted !== 'no') return this.#pump(now);
    if (beat.epoch !== this.#epoch || beat.seq < this.#seq) this.#want('resume');
    else if (beat.seq > this.#seq) this.#ahead ??= { seq: beat.seq, since: now };
    return this.tick(now);
  }

  /** To be called at `wakeAt`; harmless at any other time. */
  tick(now: number): StreamEffect[] {
    if (this.#connected && this.#ahead !== null && now - this.#ahead.since >= AHEAD_MS) {
      this.#ahead = null;
      this.#want('resume');
      return [{ do: 'count', kind: 'heartbeat-ahead' }, ...this.#pump(now)];
    }
    return this.#pump(now);
  }

  answer(request: number, answer: SubAnswer, now: number): StreamEffect[] {
    if (request !== this.#inFlight) return [{ do: 'count', kind: 'answer-outdated' }];
    if (answer.kind === 'snapshot') return this.#page(answer, now);
    this.#inFlight = null;
    if (answer.epoch !== this.#epoch || answer.from > this.#seq + 1 || answer.to < this.#seq)
      return this.#protocolError(now);
    return [this.#apply(answer.changes, answer.to), ...this.#settled(now)];
  }

  page(request: number, page: SnapshotPage, now: number): StreamEffect[] {
    if (request !== this.#inFlight) return [{ do: 'count', kind: 'answer-outdated' }];
    const paging = this.#paging;
    if (paging === null || page.epoch !== paging.epoch || page.seq !== paging.seq)
      return this.#protocolError(now);
    return this.#page(page, now);
  }

  /** No answer, a refusal, or one that could not be read: again later, and from nothing if it was a page. */
  failed(request: number, now: number): StreamEffect[] {
    if (request !== this.#inFlight) return [];
    return this.#protocolError(now, this.#paging === null ? 'resume' : 'anew');
  }

  /**
   * Applied changes could not be used: their keys are now unknown, so the whole state is asked for, ever more rarely
   * while it keeps happening; what could be used stays in use meanwhile.
   */
  unusable(now: number): StreamEffect[] {
    if (!this.#connected || now < this.#badNotBefore) return [];
    if (now - this.#badNotBefore > BAD_FORGIVEN_MS) this.#badTimes = 0;
    this.#badTimes += 1;
    this.#badNotBefore = now + fullJitter(this.#badTimes, 1, 1_000, 60_000);
    this.#want('anew');
    return this.#pump(now);
  }

  #want(how: 'resume' | 'anew'): void {
    if (this.#wanted !== 'anew') this.#wanted = how;
  }

  #pump(now: number): StreamEffect[] {
    if (!this.#connected || this.#inFlight !== null || this.#wanted === 'no' || now < this.#notBefore)
      return [];
    const anew = this.#wanted === 'anew' || this.#epoch === null;
    this.#wanted = 'no';
    this.#ahead = null;
    const request = this.#next();
    return [{ do: 'sub', request, epoch: anew ? null : this.#epoch, seq: anew ? 0 : this.#seq }];
  }

  #next(): number {
    this.#lastRequest += 1;
    this.#inFlight = this.#lastRequest;
    return this.#lastRequest;
  }

  #hold(delta: Delta): StreamEffect[] {
    if (this.#held.length >= MAX_HELD) return [{ do: 'count', kind: 'held-overflow' }];
    this.#held.push(delta);
    return [];
  }

  #apply(changes: readonly Change[], to: number): StreamEffect {
    this.#seq = to;
    if (this.#ahead !== null && this.#ahead.seq <= to) this.#ahead = null;
    return { do: 'apply', changes };
  }

  #page(page: SnapshotPage, now: number): StreamEffect[] {
    this.#paging ??= { epoch: page.epoch, seq: page.seq, total: page.total, entries: [] };
    const { entries } = this.#paging;
    for (const entry of page.entries) entries.push(entry);
    if (page.cursor !== null) return [{ do: 'page', request: this.#next(), cursor: page.cursor }];
    this.#inFlight = null;
    this.#paging = null;
    this.#epoch = page.epoch;
    this.#seq = page.seq;
    return [{ do: 'replace', entries }, ...this.#settled(now)];
  }

  /** An answer is in: what was held while it was awaited follows, and a gap in that asks again. */
  #settled(now: number): StreamEffect[] {
    this.#failures = 0;
    this.#synced = true;
    const held = this.#held.filter((delta) => delta.epoch === this.#epoch).sort((a, b) => a.from - b.from);
    this.#held = [];
    const effects: StreamEffect[] = [];
    for (const delta of held) {
      if (delta.to <= this.#seq) continue;
      if (delta.from <= this.#seq + 1) effects.push(this.#apply(delta.changes, delta.to));
      else {
        this.#held.push(delta);
        this.#want('resume');
      }
    }
    return [...effects, ...this.#pump(now)];
  }

  #protocolError(now: number, how: 'resume' | 'anew' = 'anew'): StreamEffect[] {
    this.#inFlight = null;
    this.#paging = null;
    this.#failures += 1;
    this.#notBefore = now + fullJitter(this.#failures, this.#random());
    this.#want(how);
    return [{ do: 'count', kind: 'sub-failed' }];
  }
}
