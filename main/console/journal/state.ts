import type { Alarm } from '../../../contract/alarm.ts';
import { MAX_GAPS, type Gap } from '../../../contract/bridge.ts';
import type { Command } from '../../../contract/wire.ts';
import type { AlarmTest } from '../../../contract/annunciation.ts';
import type { JournalRecord, Place, Report } from './records.ts';

/** Alarm ids that are known; past it the oldest that were notified are forgotten. */
export const MAX_KNOWN = 5_000;
/** Reports that the gateway has not taken; past it the oldest are lost. */
export const MAX_UNTOLD = 1_000;
/** Ids in one record. */
const IDS_AT_ONCE = 500;

/** What the journal's records amount to: applied one by one, and written anew as the fewest that amount to the same. */
export class JournalState {
  scope: string | null = null;
  place: Place | null = null;
  /** Commands without an answer, by id. */
  readonly commands = new Map<string, Command>();
  /** The newest first. */
  gaps: readonly Gap[] = [];
  /** What the gateway has not taken yet, by number. */
  readonly reports = new Map<number, Report>();
  /** Reports that were lost at the bound, in this process. */
  lostReports = 0;
  test: AlarmTest | null = null;
  #lastReport = 0;
  /** Alarm -> still to be shown (the whole alarm), or known (null). */
  readonly #alarms = new Map<string, Alarm | null>();
  #lastGap = 0;

  knows(alarmId: string): boolean {
    return this.#alarms.has(alarmId);
  }

  isPending(alarmId: string): boolean {
    return (this.#alarms.get(alarmId) ?? null) !== null;
  }

  /** Inserted and not known to have been shown, the oldest first. */
  pending(): Alarm[] {
    return [...this.#alarms.values()].filter((alarm) => alarm !== null);
  }

  nextReport(): number {
    return this.#lastReport + 1;
  }

  nextGap(): number {
    return this.#lastGap + 1;
  }

  apply(record: JournalRecord): void {
    switch (record.k) {
      case 'scope':
        if (record.scope !== this.scope) this.#begin(record.scope);
        return;
      case 'place':
        this.place = record.place;
        return;
      case 'raised':
        if (!this.#alarms.has(record.alarm.id)) this.#alarms.set(record.alarm.id, record.alarm as Alarm);
        return this.#bound();
      case 'notified':
        for (const id of record.ids) this.#alarms.set(id, null);
        return this.#bound();
      case 'command':
        this.commands.set(record.command.id, record.command as Command);
        return;
      case 'settled':
        this.commands.delete(record.id);
        return;
      case 'gap': {
        const gap = record.gap as Gap;
        this.#lastGap = Math.max(this.#lastGap, gap.id);
        const others = this.gaps.filter(({ id }) => id !== gap.id);
        this.gaps = [gap, ...others].sort((a, b) => b.id - a.id).slice(0, MAX_GAPS);
        return;
      }
      case 'dismissed':
        this.#lastGap = Math.max(this.#lastGap, record.id);
        this.gaps = this.gaps.filter(({ id }) => id !== record.id);
        return;
      case 'report':
        if (record.n <= this.#lastReport) return;
        this.#lastReport = record.n;
        this.reports.set(record.n, record);
        for (const oldest of this.reports.keys()) {
          if (this.reports.size <= MAX_UNTOLD) break;
          this.reports.delete(oldest);
          this.lostReports += 1;
        }
        return;
      case 'told':
        this.#lastReport = Math.max(this.#lastReport, record.n);
        for (const n of this.reports.keys()) if (n <= record.n) this.reports.delete(n);
        return;
      case 'test':
        this.test = record.test;
        return;
    }
  }

  records(): JournalRecord[] {
    const records: JournalRecord[] = [];
    if (this.scope !== null) records.push({ k: 'scope', scope: this.scope });
    let ids: string[] = [];
    // In the order of their coming: the oldest are the first to be forgotten after a restart too.
    const flush = (): void => {
      if (ids.length > 0) records.push({ k: 'notified', ids });
      ids = [];
    };
    for (const [id, alarm] of this.#alarms) {
      if (alarm === null) ids.push(id);
      if (alarm !== null || ids.length === IDS_AT_ONCE) flush();
      if (alarm !== null) records.push({ k: 'raised', alarm });
    }
    flush();
    for (const command of this.commands.values()) records.push({ k: 'command', command });
    for (const gap of [...this.gaps].reverse()) records.push({ k: 'gap', gap: gap as never });
    // A number is not given twice, also when the gap that had it was dismissed.
    if (this.#lastGap > (this.gaps[0]?.id ?? 0)) records.push({ k: 'dismissed', id: this.#lastGap });
    if (this.#lastReport > this.reports.size)
      records.push({ k: 'told', n: this.#lastReport - this.reports.size });
    records.push(...this.reports.values());
    if (this.test !== null) records.push({ k: 'test', test: this.test as never });
    if (this.place !== null) records.push({ k: 'place', place: this.place });
    return records;
  }

  #begin(scope: string): void {
    this.scope = scope;
    this.place = null;
    this.commands.clear();
    this.#alarms.clear();
    this.gaps = [];
    this.reports.clear();
    this.test = null;
  }

  #bound(): void {
    if (this.#alarms.size <= MAX_KNOWN) return;
    let over = this.#alarms.size - MAX_KNOWN;
    for (const [id, alarm] of this.#alarms) {
      if (over === 0) return;
      if (alarm !== null) continue;
      this.#alarms.delete(id);
      over -= 1;
    }
    // All of them still to be shown: the summary says how many, the oldest lose their own line.
    for (const id of this.#alarms.keys()) {
      if (over === 0) return;
      this.#alarms.delete(id);
      over -= 1;
    }
  }
}
