import type { Outcome } from './run.ts';
import { summaryRows } from './summary.ts';

export const LEAST_A_MINUTE = 200;

const wait = (seconds: number | null): string => (seconds === null ? '-' : seconds.toFixed(1));
const mib = (bytes: number): string => (bytes / 1_048_576).toFixed(0);

/** The report, line by line. */
export function report({ verdict, ...outcome }: Outcome): string[] {
  const head = ['fault', 'ran', 'idle', 'due', 'missed', 'twice', 'stale', 'fresh p50 s', 'p99 s'];
  const line = (cells: readonly (string | number)[]): string =>
    cells
      .map((cell, n) => (n === 0 ? String(cell).padEnd(26) : String(cell).padStart(n > 6 ? 12 : 8)))
      .join('');
  const { rows, all } = summaryRows({ verdict });
  const { due } = verdict;
  return [
    line(head),
    ...[...rows, all].map((row) =>
      line([
        row.kind,
        row.ran,
        row.idle,
        row.due,
        row.missed,
        row.twice,
        row.stale,
        wait(row.freshP50),
        wait(row.freshP99),
      ]),
    ),
    '',
    `${String(outcome.alarms)} alarms in ${(outcome.length / 1_000).toFixed(1)} s, ${String(outcome.acknowledged)} acknowledged by a colleague; ${perMinute(due, outcome.length).toFixed(0)} deliveries a minute were due`,
    `shown and unknown to the gateway ${String(verdict.unknown)}; gone with a log before they were told ${String(verdict.lostWithLog)}; repeated at a kill ${String(verdict.repeatedAtKill)}; ingest items refused ${String(outcome.rejected)}, left out ${String(outcome.left)}; faults of the plan that found no time ${String(outcome.faultsLeft)}`,
    `counters: ${JSON.stringify(outcome.counters)}`,
    ...outcome.lives.map(
      ({ painted, killed, started }, n) =>
        `console ${String(n)}${painted ? ' (judged by what it paints)' : ''}: killed ${times(killed)}; started again ${times(started.slice(1))}`,
    ),
    ...[...outcome.memory].map(
      ([name, held]) =>
        `memory of ${name}: ${mib(held.start)} MiB at start, ${mib(held.end)} at end, ${mib(held.most)} at most`,
    ),
    `folder: ${mib(outcome.disk.end)} MiB at end, ${mib(outcome.disk.most)} at most`,
    ...verdict.examples.map((example) => `  ${example}`),
    ...(verdict.examples.length === 0
      ? []
      : outcome.timelines.map((line, n) => `  console ${String(n)}: ${line}`)),
    ...outcome.leftOut.map((what) => `left out: ${what}`),
  ];
}

/** `3 times, at 12.1, 30.8, 44.0 s`; of many, the last ones. */
function times(at: readonly number[]): string {
  const last = at.slice(-TIMES_TOLD).map((seconds) => seconds.toFixed(1));
  const more = at.length > TIMES_TOLD ? 'last ' : '';
  return at.length === 0 ? 'never' : `${String(at.length)} times, ${more}at ${last.join(', ')} s`;
}
const TIMES_TOLD = 8;

const perMinute = (due: number, ms: number): number => (due * 60_000) / ms;

/** Why this run proves nothing or proves the opposite; empty where it is good. */
export function failures({ verdict, length, settled, broke }: Outcome, missing: readonly string[]): string[] {
  const out: string[] = [];
  if (broke !== null) out.push(`it broke off after ${(length / 60_000).toFixed(1)} minutes: ${broke}`);
  if (verdict.missed > 0) out.push(`${String(verdict.missed)} deliveries were missed`);
  if (verdict.twice > 0) out.push(`${String(verdict.twice)} alarms were raised twice`);
  if (verdict.stale > 0) out.push(`${String(verdict.stale)} times something stale was shown as fresh`);
  if (verdict.unknown > 0)
    out.push(`${String(verdict.unknown)} alarms were shown that the gateway does not know`);
  if (!settled) out.push('not everything was there after the time to settle');
  for (const kind of missing) out.push(`${kind} did not run: the time is too short for it`);
  for (const row of verdict.rows)
    if (row.ran > 0 && row.idle === row.ran) out.push(`${row.kind} ran and met nothing`);
  const rate = perMinute(verdict.due, length);
  if (rate < LEAST_A_MINUTE)
    out.push(`${rate.toFixed(0)} deliveries a minute were due, less than ${String(LEAST_A_MINUTE)}`);
  return out;
}
