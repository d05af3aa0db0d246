import { existsSync, readFileSync } from 'node:fs';

interface Line {
  readonly k: string;
  readonly alarm?: { readonly id: string };
  readonly ids?: readonly string[];
}

/** Alarms that a console's journal holds as inserted and not marked as shown: this reader's own, of the lines that are whole. */
export function unmarked(path: string): Set<string> {
  const open = new Set<string>();
  const marked = new Set<string>();
  if (!existsSync(path)) return open;
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1);
  for (const line of lines) {
    const record = JSON.parse(line.slice(9)) as Line;
    if (record.k === 'scope') for (const ids of [open, marked]) ids.clear();
    for (const id of record.k === 'notified' ? (record.ids ?? []) : []) {
      open.delete(id);
      marked.add(id);
    }
    if (record.k === 'raised' && record.alarm !== undefined && !marked.has(record.alarm.id))
      open.add(record.alarm.id);
  }
  return open;
}
