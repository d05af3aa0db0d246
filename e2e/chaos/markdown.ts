import type { Summary, SummaryRow } from './summary.ts';

const MIB = 1_048_576;

const line = (cells: readonly (string | number)[]): string => `| ${cells.map(String).join(' | ')} |`;
const rule = (columns: number): string => line(['---', ...Array<string>(columns - 1).fill('--:')]);
const thousands = (value: number): string => value.toLocaleString('en-GB', { maximumFractionDigits: 0 });
const wait = (value: number | null): string => (value === null ? '-' : value.toFixed(1));
const mib = (bytes: number): string => thousands(bytes / MIB);
const cells = (row: SummaryRow): string[] => [
  thousands(row.ran),
  thousands(row.due),
  thousands(row.missed),
  thousands(row.twice),
  thousands(row.stale),
  wait(row.freshP50),
  wait(row.freshP99),
];
const HEAD = ['faults', 'due', 'missed', 'twice', 'stale', 'fresh p50 s', 'p99 s'];

export function byKind({ rows, all }: Summary): string[] {
  return [
    line(['fault', ...HEAD]),
    rule(HEAD.length + 1),
    ...[...rows, all].map((row) => line([row.kind, ...cells(row)])),
  ];
}

/** One row for each run: what each of them ran and was due says how far they compare. */
export function sideBySide(runs: readonly Summary[]): string[] {
  return [
    line(['', ...HEAD]),
    rule(HEAD.length + 1),
    ...runs.map(({ options, all }) => line([NAMES[options.peer ?? 'ours'], ...cells(all)])),
  ];
}
const NAMES = {
  ours: 'Routewatch',
  plain: 'Socket.IO, one snapshot at first',
  recovery: 'Socket.IO with connection state recovery',
};

export function memoryOf({ memory, disk }: Summary): string[] {
  return [
    line(['process', 'MiB at start', 'at end', 'at most']),
    rule(4),
    ...Object.entries(memory).map(([name, held]) =>
      line([name, mib(held.start), mib(held.end), mib(held.most)]),
    ),
    line(['folder', '-', mib(disk.end), mib(disk.most)]),
  ];
}
