import { quantile } from './judge.ts';
import type { Outcome } from './run.ts';

export const LEAST_A_MINUTE = 200;

const seconds = (ms: number | null): string => (ms === null ? '-' : (ms / 1_000).toFixed(1));

/** The report, line by line. */
export function report({ verdict, ...outcome }: Outcome): string[] {
  const head = ['fault', 'ran', 'idle', 'due', 'missed', 'twice', 'stale', 'fresh p50 s', 'p99 s'];
  const line = (cells: readonly (string | number)[]): string =>
    cells
      .map((cell, n) => (n === 0 ? String(cell).padEnd(26) : String(cell).padStart(n > 6 ? 12 : 8)))
      .join('');
  const all = verdict.rows.flatMap((row) => row.fresh);
  const total = (of: 'ran' | 'idle'): number => verdict.rows.reduce((sum, row) => sum + row[of], 0);
  const { due, missed, twice, stale } = verdict;
  return [
    line(head),
    ...verdict.rows.map((row) =>
      line([
        row.kind,
        row.ran,
        row.idle,
        row.due,
        row.missed,
        row.twice,
        row.stale,
        seconds(quantile(row.fresh, 0.5)),
        seconds(quantile(row.fresh, 0.99)),
      ]),
    ),
    line([
      'all',
      total('ran'),
      total('idle'),
      due,
      missed,
      twice,
      stale,
      seconds(quantile(all, 0.5)),
      seconds(quantile(all, 0.99)),
    ]),
    '',
    `${String(outcome.alarms)} alarms in ${seconds(outcome.length)} s, ${String(outcome.acknowledged)} acknowledged by a colleague; ${perMinute(due, outcome.length).toFixed(0)} deliveries a minute were due`,
    `shown and unknown to the gateway ${String(verdict.unknown)}; gone with a log before they were told ${String(verdict.lostWithLog)}; repeated at a kill ${String(verdict.repeatedAtKill)}; ingest items refused ${String(outcome.rejected)}, left out ${String(outcome.left)}`,
    `counters: ${JSON.stringify(outcome.counters)}`,
    ...verdict.examples.map((example) => `  ${example}`),
    ...(verdict.examples.length === 0
      ? []
      : outcome.timelines.map((line, n) => `  console ${String(n)}: ${line}`)),
    ...outcome.leftOut.map((what) => `left out: ${what}`),
  ];
}

const perMinute = (due: number, ms: number): number => (due * 60_000) / ms;

/** Why this run proves nothing or proves the opposite; empty where it is good. */
export function failures({ verdict, length, settled }: Outcome, missing: readonly string[]): string[] {
  const out: string[] = [];
  if (verdict.missed > 0) out.push(`${String(verdict.missed)} deliveries were missed`);
  if (verdict.twice > 0) out.push(`${String(verdict.twice)} alarms were raised twice`);
  if (verdict.stale > 0) out.push(`${String(verdict.stale)} times something stale was shown as fresh`);
  if (verdict.unknown > 0)
    out.push(`${String(verdict.unknown)} alarms were shown that the gateway does not know`);
  if (!settled) out.push('not everything was there after the time to settle');
  for (const kind of missing) out.push(`${kind} did not run: the plan is too short for it`);
  for (const row of verdict.rows)
    if (row.ran > 0 && row.idle === row.ran) out.push(`${row.kind} ran and met nothing`);
  const rate = perMinute(verdict.due, length);
  if (rate < LEAST_A_MINUTE)
    out.push(`${rate.toFixed(0)} deliveries a minute were due, less than ${String(LEAST_A_MINUTE)}`);
  return out;
}
