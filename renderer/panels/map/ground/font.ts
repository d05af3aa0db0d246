import type { Palette } from '../palette.ts';

/**
 * The page's own font as a style's font stack. A style without `glyphs` makes MapLibre draw letters from the fonts that the page
 * has loaded, so no glyph is ever fetched. It reads the weight out of the first family's name: hence a first one that
 * exists only to say it.
 */
export function fontStack(palette: Palette, weight: 'regular' | 'medium' | 'semibold'): string[] {
  const families = palette.font.split(',').map((family) => family.trim().replace(/^["']|["']$/g, ''));
  return [`Weight ${weight}`, ...families];
}
