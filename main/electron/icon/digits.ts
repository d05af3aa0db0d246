import type { Shape } from './raster.ts';

/** 3 by 5 cells each, rows from the top. */
const GLYPHS: Readonly<Record<string, string>> = {
  '0': '111101101101111',
  '1': '010110010010111',
  '2': '111001111100111',
  '3': '111001111001111',
  '4': '101101111001001',
  '5': '111100111001111',
  '6': '111100111101111',
  '7': '111001001010010',
  '8': '111101111101111',
  '9': '111101111001111',
  '+': '000010111010000',
};

/** What fits into a badge: two characters; more than 99 is `9+`. */
export const badgeText = (count: number): string =>
  count > 99 ? '9+' : String(Math.max(0, Math.floor(count)));

/** Characters of `0-9 +` as high as `height`, centred at a point; units of the picture's side. */
export function text(characters: string, cx: number, cy: number, height: number): Shape {
  const cell = height / 5;
  const columns = characters.length * 4 - 1;
  const left = cx - (columns * cell) / 2;
  const top = cy - height / 2;
  return (x, y) => {
    const column = Math.floor((x - left) / cell);
    const row = Math.floor((y - top) / cell);
    if (column < 0 || column >= columns || row < 0 || row >= 5 || column % 4 === 3) return false;
    return GLYPHS[characters[Math.floor(column / 4)] ?? '']?.[row * 3 + (column % 4)] === '1';
  };
}
