import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';

/** Counts of rows that could not be used, by reason. */
export type Rejections = Map<string, number>;

export const reject = (rejected: Rejections, reason: string): void => {
  rejected.set(reason, (rejected.get(reason) ?? 0) + 1);
};

/**
 * Reads a CSV or gzipped CSV file and hands each row's wanted columns, in the given order, to `take`, which answers with the reason
 * why the row is of no use, or null. Rows are counted in `rejected` and never fatal. Throws only where the whole
 * file is of no use: it cannot be read, or lacks a column; the message names both.
 */
export function readCsv(
  file: string,
  columns: readonly string[],
  rejected: Rejections,
  take: (cells: readonly string[]) => string | null,
): void {
  const bytes = readFileSync(file);
  const text = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  let places: number[] | null = null;
  parse(text, {
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: () => {
      reject(rejected, 'not CSV');
      return undefined;
    },
    on_record: (row: string[]) => {
      if (places === null) {
        places = findColumns(file, row, columns);
        return null;
      }
      const reason = take(places.map((place) => (row[place] ?? '').trim()));
      if (reason !== null) reject(rejected, reason);
      return null;
    },
  });
  if (places === null) throw new Error(`${file}: empty, expected the columns ${columns.join(',')}`);
}

function findColumns(file: string, header: readonly string[], columns: readonly string[]): number[] {
  const names = header.map((name) => name.trim());
  return columns.map((column) => {
    const place = names.indexOf(column);
    if (place < 0) throw new Error(`${file}: no column ${column}; it has ${names.join(',')}`);
    return place;
  });
}
