export interface RowWindow {
  /** Index of the first row in the document. */
  readonly first: number;
  /** One past the last. */
  readonly end: number;
}

/** The rows in sight for a scroll position and a height in pixels, and `spare` more on either side. */
export function rowWindow(
  scrollTop: number,
  height: number,
  row: number,
  rows: number,
  spare: number,
): RowWindow {
  const first = Math.max(0, Math.min(rows, Math.floor(scrollTop / row) - spare));
  const end = Math.min(rows, Math.ceil((scrollTop + Math.max(0, height)) / row) + spare);
  return { first, end: Math.max(first, end) };
}

/** Where to scroll so that the row is wholly seen; the present position where it already is. `height` is without the sticky header. */
export function scrollFor(index: number, scrollTop: number, height: number, row: number): number {
  if (index * row < scrollTop) return index * row;
  if ((index + 1) * row > scrollTop + height) return (index + 1) * row - height;
  return scrollTop;
}

/** Where to scroll so that the row is in the middle; held at the list's ends. */
export function scrollToMiddle(index: number, height: number, row: number, rows: number): number {
  return Math.max(0, Math.min(rows * row - height, (index + 0.5) * row - height / 2));
}

/** Index after the key, null for a key that does not move; -1 is "no row yet". */
export function moveBy(key: string, index: number, rows: number, page: number): number | null {
  if (rows === 0) return null;
  const to: Record<string, number> = {
    ArrowDown: index + 1,
    ArrowUp: index === -1 ? 0 : index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: rows - 1,
  };
  const next = to[key];
  return next === undefined ? null : Math.max(0, Math.min(rows - 1, next));
}
