import type { Held } from './memory.ts';
import type { Options } from './options.ts';
import { quantile, type Row } from './judge.ts';
import type { Life, Outcome } from './run.ts';

/** A run as data (`--json FILE`): what the README's table is made of. Times of lives are seconds after the plan began. */
export interface Summary {
  readonly options: Options;
  readonly minutes: number;
  readonly rows: readonly SummaryRow[];
  readonly all: SummaryRow;
  readonly deliveriesPerMinute: number;
  readonly lostWithLog: number;
  readonly repeatedAtKill: number;
  readonly unknown: number;
  readonly alarms: number;
  readonly acknowledged: number;
  /** Resident sets, bytes. */
  readonly memory: Readonly<Record<string, Held>>;
  /** Bytes of the run's folder at its end and at its largest. */
  readonly disk: { readonly end: number; readonly most: number };
  readonly lives: readonly Life[];
  readonly counters: Readonly<Record<string, number>>;
  readonly leftOut: readonly string[];
  /** Empty where the run is good. */
  readonly failures: readonly string[];
}

export interface SummaryRow extends Omit<Row, 'fresh'> {
  /** Seconds until the console was live and had everything again; null where it was never left in peace for so long. */
  readonly freshP50: number | null;
  readonly freshP99: number | null;
}

const seconds = (ms: number | null): number | null => (ms === null ? null : Math.round(ms / 100) / 10);
const MINUTE_MS = 60_000;

export function summaryRows({ verdict }: Pick<Outcome, 'verdict'>): {
  readonly rows: SummaryRow[];
  readonly all: SummaryRow;
} {
  const { due, missed, twice, stale } = verdict;
  const times = (fresh: readonly number[]) => ({
    freshP50: seconds(quantile(fresh, 0.5)),
    freshP99: seconds(quantile(fresh, 0.99)),
  });
  const sum = (of: 'ran' | 'idle'): number => verdict.rows.reduce((total, row) => total + row[of], 0);
  const fresh = verdict.rows.flatMap((row) => row.fresh);
  return {
    rows: verdict.rows.map(({ fresh: waits, ...row }) => ({ ...row, ...times(waits) })),
    all: { kind: 'all', ran: sum('ran'), idle: sum('idle'), due, missed, twice, stale, ...times(fresh) },
  };
}

export function summarize(options: Options, outcome: Outcome, failures: readonly string[]): Summary {
  const { verdict, length, memory, disk, lives, counters, leftOut, alarms, acknowledged } = outcome;
  return {
    options,
    minutes: length / MINUTE_MS,
    ...summaryRows(outcome),
    deliveriesPerMinute: (verdict.due * MINUTE_MS) / length,
    lostWithLog: verdict.lostWithLog,
    repeatedAtKill: verdict.repeatedAtKill,
    unknown: verdict.unknown,
    alarms,
    acknowledged,
    memory: Object.fromEntries(memory),
    disk,
    lives,
    counters,
    leftOut,
    failures,
  };
}
