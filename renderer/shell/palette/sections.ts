import type { Entry } from './entry.ts';
import { parseQuery } from './query.ts';
import type { PaletteSearch } from './search.ts';

export interface Section {
  /** Null where the query itself says what the rows are. */
  readonly title: 'palette.recent' | 'palette.alarms' | 'palette.commands' | null;
  readonly rows: readonly Entry[];
}

export interface Listing {
  readonly sections: readonly Section[];
  /** In all, shown or not. */
  readonly count: number;
}

/** More than anybody reads before typing another letter. */
const SHOWN = 50;
const LATELY = 5;
const URGENT = 4;

/** What is listed for a query: before the first letter what was chosen lately, what needs somebody, and what can be done. */
export function listing(
  typed: string,
  search: PaletteSearch,
  entries: readonly Entry[],
  recent: readonly string[],
): Listing {
  const query = parseQuery(typed);
  if (query.kind === null && query.terms.length === 0)
    return { sections: beginning(entries, recent), count: entries.length };
  const { best, count } = search.find(typed, SHOWN);
  return { sections: [{ title: null, rows: best.map((found) => found.entry) }], count };
}

function beginning(entries: readonly Entry[], recent: readonly string[]): Section[] {
  const wanted = new Set(recent);
  const byId = new Map(entries.filter(({ id }) => wanted.has(id)).map((entry) => [entry.id, entry]));
  const lately = recent.flatMap((id) => byId.get(id) ?? []).slice(0, LATELY);
  const rest = (kind: Entry['kind']): Entry[] =>
    entries.filter((entry) => entry.kind === kind && !lately.includes(entry));
  const sections: Section[] = [
    { title: 'palette.recent', rows: lately },
    { title: 'palette.alarms', rows: rest('alarm').filter(isUrgent).slice(0, URGENT) },
    { title: 'palette.commands', rows: rest('command') },
  ];
  return sections.filter((section) => section.rows.length > 0);
}

const isUrgent = (entry: Entry): boolean => entry.urgent;
