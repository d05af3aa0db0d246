const PAGE = 10;

/** The row after a key, round at both ends by one and stopping there by pages; null for a key that does not move. */
export function moved(key: string, at: number, rows: number): number | null {
  if (rows === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % rows;
    case 'ArrowUp':
      return (at - 1 + rows) % rows;
    case 'PageDown':
      return Math.min(rows - 1, at + PAGE);
    case 'PageUp':
      return Math.max(0, at - PAGE);
    default:
      return null;
  }
}
