import type { StopOutcome } from '../../contract/fleet.ts';

/** What happened at one stop so far; times in feed milliseconds. */
export interface StopRecord {
  outcome: StopOutcome;
  arrived: number | null;
  departed: number | null;
}

/** Outcomes by stop, with the counts that the state shows. */
export class Progress {
  readonly records: StopRecord[];
  /** Reached and not failed. */
  done = 0;
  failed = 0;

  constructor(stops: number) {
    this.records = Array.from({ length: stops }, () => ({
      outcome: 'pending',
      arrived: null,
      departed: null,
    }));
  }

  /** A driver's word (delivered, failed) outlives what positions say afterwards. */
  set(stop: number, outcome: StopOutcome): void {
    const record = this.records[stop];
    if (record === undefined || record.outcome === outcome) return;
    const final = record.outcome === 'delivered' || record.outcome === 'failed';
    if (final && (outcome === 'arrived' || outcome === 'skipped')) return;
    this.done += Number(isDone(outcome)) - Number(isDone(record.outcome));
    this.failed += Number(outcome === 'failed') - Number(record.outcome === 'failed');
    record.outcome = outcome;
  }

  /** The route is over: what was not reached never will be. */
  skipPending(): void {
    for (const [i, record] of this.records.entries())
      if (record.outcome === 'pending') this.set(i, 'skipped');
  }
}

const isDone = (outcome: StopOutcome): boolean => outcome === 'arrived' || outcome === 'delivered';
