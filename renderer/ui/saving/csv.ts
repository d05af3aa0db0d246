/** RFC 4180: CRLF, quotes where needed and doubled inside. Times are ISO 8601 in UTC, figures have a point. */
export type Cell = string | number | null;

/** Names of columns are for machines, one language for all: a file goes to other desks. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What a spreadsheet would run: names come from whoever feeds the fleet. */
const FORMULA = /^[=+\-@\t\r]/;

function field(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export const csv = (header: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  [header, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');

/** Epoch ms as `2026-10-16T18:02:00.000Z`. */
export const isoTime = (at: number): string => new Date(at).toISOString();

/** Null stays unknown: an empty field. */
export const isoOrNull = (at: number | null): string | null => (at === null ? null : isoTime(at));

/** `on-time-share (%)`; a plain count has no unit. */
export const headed = (name: string, unit: string): string => (unit === '' ? name : `${name} (${unit})`);

/** A name that every file system takes: `routewatch-on-time-share-2026-10-16T1802Z.csv`. */
export function fileName(what: string, at: number, extension: string): string {
  const plain = what.replace(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60);
  return `routewatch-${plain}-${isoTime(at).slice(0, 16).replace(':', '')}Z.${extension}`;
}
