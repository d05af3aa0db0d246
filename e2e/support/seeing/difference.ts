import type { Rgb } from './vision.ts';

/** CIE 1976 L*a*b*: lightness 0 to 100, and two axes of colour around 0. */
export type Lab = readonly [l: number, a: number, b: number];

const D65: Rgb = [0.95047, 1, 1.08883];

/** Linear sRGB to L*a*b* under D65 (IEC 61966-2-1, CIE 15:2004). */
export function labOf([r, g, b]: Rgb): Lab {
  const f = (value: number): number =>
    value > (6 / 29) ** 3 ? Math.cbrt(value) : value / (3 * (6 / 29) ** 2) + 4 / 29;
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / D65[0]);
  const y = f((0.2126729 * r + 0.7151522 * g + 0.072175 * b) / D65[1]);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / D65[2]);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const rad = (degrees: number): number => (degrees * Math.PI) / 180;
const hue = (a: number, b: number): number =>
  a === 0 && b === 0 ? 0 : ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360;
const chromaShare = (chroma: number): number => Math.sqrt(chroma ** 7 / (chroma ** 7 + 25 ** 7));

/**
 * CIEDE2000 with unit weights, after G. Sharma, W. Wu, E. N. Dalal, "The CIEDE2000 Color-Difference Formula", Color Research
 * and Application 30 (2005). About 1 is just noticeable side by side, 100 is black against white.
 */
export function deltaE2000([l1, a1, b1]: Lab, [l2, a2, b2]: Lab): number {
  const g = 0.5 * (1 - chromaShare((Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2));
  const [c1, c2] = [Math.hypot(a1 * (1 + g), b1), Math.hypot(a2 * (1 + g), b2)];
  const [h1, h2] = [hue(a1 * (1 + g), b1), hue(a2 * (1 + g), b2)];
  const grey = c1 * c2 === 0;
  const apart = Math.abs(h1 - h2);
  const turn = grey ? 0 : apart <= 180 ? h2 - h1 : h2 > h1 ? h2 - h1 - 360 : h2 - h1 + 360;
  const middle = grey ? h1 + h2 : apart <= 180 ? (h1 + h2) / 2 : ((h1 + h2 + 360) / 2) % 360;
  const [l, c] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const t =
    1 -
    0.17 * Math.cos(rad(middle - 30)) +
    0.24 * Math.cos(rad(2 * middle)) +
    0.32 * Math.cos(rad(3 * middle + 6)) -
    0.2 * Math.cos(rad(4 * middle - 63));
  const lightness = (l2 - l1) / (1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2));
  const chroma = (c2 - c1) / (1 + 0.045 * c);
  const hues = (2 * Math.sqrt(c1 * c2) * Math.sin(rad(turn / 2))) / (1 + 0.015 * c * t);
  const rotation = -2 * chromaShare(c) * Math.sin(rad(60 * Math.exp(-(((middle - 275) / 25) ** 2))));
  return Math.sqrt(lightness ** 2 + chroma ** 2 + hues ** 2 + rotation * chroma * hues);
}
