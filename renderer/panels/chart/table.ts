import type { Bin } from './histogram.ts';
import { headed, isoTime, type Cell, type Table } from '../../ui/saving/csv.ts';
import type { SeriesRing } from './ring/series-ring.ts';

export interface Tabled {
  readonly name: string;
  /** UCUM, as the series has it. */
  readonly unit: string;
  readonly ring: SeriesRing;
  readonly banded: boolean;
}

/** Every point of the window, one row for each time that any of the series has; what one lacks is empty. */
export function seriesTable(series: readonly Tabled[], from: number, to: number): Table {
  const rows = new Map<number, Cell[]>();
  const header = ['time (UTC)'];
  for (const { name, unit, ring, banded } of series) {
    const column = header.length;
    header.push(headed(name, unit));
    if (banded) header.push(headed(`${name} usual low`, unit), headed(`${name} usual high`, unit));
    for (const { at, value, low, high } of ring.points(from, to)) {
      const row = rows.get(at) ?? [];
      rows.set(at, row);
      [value, ...(banded ? [low, high] : [])].forEach((cell, index) => (row[column - 1 + index] = cell));
    }
  }
  const times = [...rows.keys()].sort((a, b) => a - b);
  return {
    header,
    rows: times.map((at) => [
      isoTime(at),
      ...Array.from({ length: header.length - 1 }, (_, index) => rows.get(at)?.[index] ?? null),
    ]),
  };
}

export const binTable = (bins: readonly Bin[]): Table => ({
  header: ['adherence from (s)', 'adherence to (s)', 'routes on time', 'routes late'],
  rows: bins.map(({ from, to, onTime, late }) => [from, to, onTime, late]),
});
