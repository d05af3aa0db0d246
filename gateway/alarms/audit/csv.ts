import type { AuditEntry } from '../../../contract/alarm/audit.ts';

const COLUMNS = [
  'seq',
  'at',
  'feedAt',
  'by',
  'console',
  'action',
  'alarmId',
  'point',
  'details',
  'prev',
  'hash',
] as const;
export const CSV_HEAD = `${COLUMNS.join(',')}\r\n`;

/** RFC 4180; times as ISO 8601 in UTC, details as JSON. */
export function csvLine(entry: AuditEntry): string {
  const shown = {
    ...entry,
    at: new Date(entry.at).toISOString(),
    feedAt: new Date(entry.feedAt).toISOString(),
    details: JSON.stringify(entry.details),
  };
  return `${COLUMNS.map((name) => cell(shown[name])).join(',')}\r\n`;
}

/** A spreadsheet takes a text that begins with one of these for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string | number | null): string {
  if (value === null) return '';
  const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
