/** Red, green and blue, 0 to 1 each. */
export type Rgb = readonly [number, number, number];

export const SIGHTS = ['full', 'deuteranopia', 'protanopia', 'tritanopia', 'greyscale'] as const;
export type Sight = (typeof SIGHTS)[number];

type Matrix = readonly [Rgb, Rgb, Rgb];

/**
 * What is left of linear RGB, rows by columns. The dichromacies: G. M. Machado, M. M. Oliveira, L. A. F. Fernandes, "A
 * Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE Transactions on Visualization and Computer
 * Graphics 15 (2009), its tables at severity 1.0. Greyscale: luminance of Rec. 709 (IEC 61966-2-1).
 */
const SEEN: Readonly<Record<Sight, Matrix>> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
  greyscale: [
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
    [0.2126, 0.7152, 0.0722],
  ],
};

/** One sRGB channel, 0 to 1, made linear (IEC 61966-2-1). */
export const linear = (part: number): number =>
  part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;

/** Linear RGB as it is seen; what lies outside of the display's colours is held at its edge. */
export function seen([r, g, b]: Rgb, sight: Sight): Rgb {
  const [red, green, blue] = SEEN[sight].map(([x, y, z]) =>
    Math.min(1, Math.max(0, x * r + y * g + z * b)),
  ) as [number, number, number];
  return [red, green, blue];
}
