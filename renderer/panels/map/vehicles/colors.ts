import type { Mark } from '../../../../contract/fleet.ts';

/** Red, green, blue, alpha, 0 to 1, not premultiplied. */
export type Rgba = readonly [number, number, number, number];

export interface MarkColor {
  readonly fill: Rgba;
  /** A thin line of the ground's colour: overlapping marks stay apart. */
  readonly casing: Rgba;
  readonly halo: Rgba;
}

export interface VehicleColors {
  readonly marks: Readonly<Record<Mark, MarkColor>>;
  readonly selection: MarkColor;
}

const HEX = /^#([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;
const RGB = /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)(?:[\s,/]+([\d.]+)(%?))?\s*\)$/i;

/** Hex and `rgb()` colours, the forms that tokens are written in. Throws a `RangeError` that names the value. */
export function parseColor(text: string): Rgba {
  const value = text.trim();
  const hex = HEX.exec(value)?.[1];
  if (hex !== undefined) {
    const wide = hex.length < 6 ? [...hex].map((digit) => digit + digit).join('') : hex;
    const part = (at: number): number => parseInt(wide.slice(at, at + 2) || 'ff', 16) / 255;
    return [part(0), part(2), part(4), part(6)];
  }
  const rgb = RGB.exec(value);
  if (rgb === null) throw new RangeError(`colour "${text}" is neither hex nor rgb()`);
  const alpha = rgb[4] === undefined ? 1 : Number(rgb[4]) / (rgb[5] === '%' ? 100 : 1);
  return [Number(rgb[1]) / 255, Number(rgb[2]) / 255, Number(rgb[3]) / 255, alpha];
}

export const faded = ([r, g, b, a]: Rgba, factor: number): Rgba => [r, g, b, a * factor];
