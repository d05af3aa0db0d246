import { BUCKET_NAMES, type BucketFigures, type EtaFigures } from './eta.ts';

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** Lines of a table by horizon; `plain` are the figures of the plan plus the delay at the present place. */
export function etaTable(model: EtaFigures, plain: EtaFigures): string[] {
  const row = (cells: readonly string[]): string =>
    `  ${(cells[0] ?? '').padEnd(10)}${cells
      .slice(1)
      .map((cell) => cell.padStart(12))
      .join('')}`;
  const figures = (name: string, own: BucketFigures, other: BucketFigures | undefined): string =>
    row([
      name,
      own.count.toLocaleString('en'),
      own.model.toFixed(1),
      own.baseline.toFixed(1),
      (other?.model ?? Number.NaN).toFixed(1),
      percent(1 - own.model / own.baseline),
      percent(own.coverage),
    ]);
  return [
    row(['horizon', 'forecasts', 'MAE', 'plan+delay', 'plan+place', 'better', 'in 80 %']),
    ...model.buckets.map((bucket, i) => figures(BUCKET_NAMES[i] ?? '', bucket, plain.buckets[i])),
    figures('all', model.all, plain.all),
  ];
}
