import {
  BOARD_COLUMNS,
  MAX_COLUMN_EM,
  MIN_COLUMN_EM,
  type BoardColumn,
  type BoardColumnId,
} from '../../../../contract/board.ts';

export type CellId = BoardColumnId;

interface ColumnSpec {
  /** Narrowest in ems where it must still be read, and its share of what is left over. */
  readonly em: number;
  readonly grow: number;
  /** Figures and times. */
  readonly end?: true;
  /** Of the board's own choice: which gives way first, the greatest. Absent is not among them. */
  readonly gives?: number;
}

export const COLUMNS: Readonly<Record<CellId, ColumnSpec>> = {
  route: { em: 4.4, grow: 0.6 },
  van: { em: 6.5, grow: 1.45, gives: 4 },
  vehicle: { em: 4, grow: 0.6 },
  driver: { em: 6.5, grow: 1.2 },
  depot: { em: 6, grow: 1 },
  status: { em: 6.8, grow: 1, gives: 1 },
  phase: { em: 6, grow: 0.8 },
  conditions: { em: 7, grow: 1.3 },
  alarms: { em: 4.2, grow: 0.5 },
  adherence: { em: 5.4, grow: 0.95, end: true, gives: 0 },
  risk: { em: 4.4, grow: 0.6, end: true },
  slack: { em: 5.4, grow: 0.8, end: true },
  done: { em: 4.6, grow: 1.4, gives: 6 },
  failed: { em: 4.4, grow: 0.5, end: true },
  next: { em: 8, grow: 1.8, gives: 5 },
  eta: { em: 4.2, grow: 0.66, end: true, gives: 2 },
  window: { em: 7, grow: 1.15, gives: 7 },
  start: { em: 4.2, grow: 0.6, end: true },
  end: { em: 4.2, grow: 0.6, end: true },
  age: { em: 4.2, grow: 0.62, end: true, gives: 3 },
};

/** The board's own choice, from left to right. */
export const OWN_CHOICE: readonly BoardColumn[] = (
  ['van', 'status', 'adherence', 'done', 'next', 'eta', 'window', 'age'] as const
).map((id) => ({ id, width: null }));

/** Columns of times of day: `02:05 pm` is longer than `14:05`, a window twice. */
const TWELVE_HOURS_EM: Partial<Record<CellId, number>> = { eta: 5.2, start: 5.2, end: 5.2, window: 10.4 };

/** What else widths go by than the columns themselves. */
export interface Writing {
  /** The clock has twelve hours. */
  readonly twelve?: boolean;
  /** Characters of the longest route's id: ids that begin alike must not be cut to the same few figures. */
  readonly longestId?: number;
}

/** A bold figure of the route column, and what a longer id than this is cut at. */
const FIGURE_EM = 0.67;
const LONGEST_ID = 14;

/** Narrowest width of a column in ems. */
function emOf(id: CellId, { twelve = false, longestId = 0 }: Writing): number {
  const { em } = COLUMNS[id];
  if (id === 'route') return Math.max(em, Math.min(longestId, LONGEST_ID) * FIGURE_EM);
  return (twelve ? TWELVE_HOURS_EM[id] : undefined) ?? em;
}

export const isEnd = (id: CellId): boolean => COLUMNS[id].end === true;

/** Ems between columns, and at both ends of a row together. */
const GAP_EM = 0.92;
const EDGE_EM = 1.7;

const widthOfAll = (columns: readonly BoardColumn[], writing: Writing): number =>
  columns.reduce(
    (sum, { id, width }) => sum + (width ?? emOf(id, writing)) + GAP_EM,
    emOf('route', writing) + EDGE_EM,
  );

export interface Layout {
  /** `route` included, from left to right. */
  readonly columns: readonly BoardColumn[];
  /** `grid-template-columns`. */
  readonly template: string;
  /** In ems, where they need more than there is: the board then scrolls sideways under its first column. */
  readonly wide: number | null;
}

/**
 * What is shown in so many ems. What an operator chose is shown whole and scrolls; of the board's own choice the least
 * important columns give way until the others can be read.
 */
export function layoutOf(chosen: readonly BoardColumn[] | null, ems: number, writing: Writing = {}): Layout {
  const columns = chosen === null ? fitting(ems, writing) : chosen.filter(({ id }) => id !== 'route');
  const all: readonly BoardColumn[] = [{ id: 'route', width: null }, ...columns];
  const needed = widthOfAll(columns, writing);
  return {
    columns: all,
    template: all.map((column) => track(column, writing)).join(' '),
    wide: needed > ems ? needed : null,
  };
}

function fitting(ems: number, writing: Writing): readonly BoardColumn[] {
  let columns = OWN_CHOICE;
  while (columns.length > 1 && widthOfAll(columns, writing) > ems) {
    const least = Math.max(...columns.map(({ id }) => COLUMNS[id].gives ?? 0));
    columns = columns.filter(({ id }) => COLUMNS[id].gives !== least);
  }
  return columns;
}

function track({ id, width }: BoardColumn, writing: Writing): string {
  const { grow } = COLUMNS[id];
  return width === null ? `minmax(${emOf(id, writing)}em, ${grow}fr)` : `${width}em`;
}

const listed = (chosen: readonly BoardColumn[] | null): readonly BoardColumn[] => chosen ?? OWN_CHOICE;

export const isShown = (chosen: readonly BoardColumn[] | null, id: CellId): boolean =>
  id === 'route' || listed(chosen).some((column) => column.id === id);

/** Shown at the end, or not shown; the last one stays. */
export function toggled(chosen: readonly BoardColumn[] | null, id: CellId): readonly BoardColumn[] {
  const columns = listed(chosen);
  if (id === 'route') return columns;
  if (!isShown(chosen, id)) return [...columns, { id, width: null }];
  return columns.length === 1 ? columns : columns.filter((column) => column.id !== id);
}

/** By one place to the left (-1) or right (1); at the end it stays. */
export function moved(
  chosen: readonly BoardColumn[] | null,
  id: CellId,
  step: 1 | -1,
): readonly BoardColumn[] {
  const columns = [...listed(chosen)];
  const at = columns.findIndex((column) => column.id === id);
  const [column, to] = [columns[at], at + step];
  if (column === undefined || to < 0 || to >= columns.length) return columns;
  columns.splice(at, 1);
  columns.splice(to, 0, column);
  return columns;
}

/** @param width ems, held within the bounds and to tenths; null is as wide as it asks for */
export function resized(
  chosen: readonly BoardColumn[] | null,
  id: CellId,
  width: number | null,
): readonly BoardColumn[] {
  const held =
    width === null ? null : Math.round(Math.min(MAX_COLUMN_EM, Math.max(MIN_COLUMN_EM, width)) * 10) / 10;
  return listed(chosen).map((column) => (column.id === id ? { id, width: held } : column));
}

const isChoice = (id: CellId): id is Exclude<CellId, 'route'> => id !== 'route';

/** All that can be chosen: those that are shown in their order, then the others. */
export function inMenuOrder(chosen: readonly BoardColumn[] | null): readonly Exclude<CellId, 'route'>[] {
  const shown = listed(chosen).map(({ id }) => id);
  return [...shown, ...BOARD_COLUMNS.filter((id) => !shown.includes(id))].filter(isChoice);
}
