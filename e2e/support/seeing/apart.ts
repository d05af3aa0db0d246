import { deltaE2000, labOf, type Lab } from './difference.ts';
import { linear, seen, type Sight } from './vision.ts';

/** What was drawn: red, green, blue, alpha of 0 to 255, row by row; all pictures that are compared have one size and ground. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: ArrayLike<number>;
}

/**
 * CIEDE2000 from which two pixels are different at a glance, not only side by side under a magnifier. A pixel is drawn where it differs
 * so from the ground: the faint edge of a stroke or of a halo says nothing, for a mark or against it.
 */
const AT_A_GLANCE = 12;

/**
 * Share, 0 to 1, of what is drawn in either picture that looks different in the other, to eyes of that sight. Another shape and another
 * colour count alike, as they do for who looks. Two pictures without ink are not apart: 0. A `RangeError` says when the sizes differ.
 */
export function apartShare(one: Picture, other: Picture, ground: Picture, sight: Sight): number {
  if (new Set([one, other, ground].map(({ width, height }) => `${width}x${height}`)).size !== 1)
    throw new RangeError('pictures that are compared have one size');
  const pixels = one.width * one.height;
  let [drawn, differ] = [0, 0];
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    const [a, b, nothing] = [one, other, ground].map((picture) => labAt(picture, pixel, sight)) as [
      Lab,
      Lab,
      Lab,
    ];
    if (Math.max(deltaE2000(a, nothing), deltaE2000(b, nothing)) < AT_A_GLANCE) continue;
    drawn += 1;
    if (deltaE2000(a, b) >= AT_A_GLANCE) differ += 1;
  }
  return drawn === 0 ? 0 : differ / drawn;
}

function labAt({ data }: Picture, pixel: number, sight: Sight): Lab {
  const part = (channel: number): number => linear((data[pixel * 4 + channel] ?? 0) / 255);
  return labOf(seen([part(0), part(1), part(2)], sight));
}

/** The pair that is least apart, of all pairs of the named pictures. */
export function leastApart(
  pictures: ReadonlyMap<string, Picture>,
  ground: Picture,
  sight: Sight,
  same: (a: string, b: string) => boolean = () => false,
): { readonly pair: string; readonly share: number } {
  let least = { pair: '', share: Infinity };
  const names = [...pictures.keys()];
  for (const [i, a] of names.entries())
    for (const b of names.slice(i + 1)) {
      if (same(a, b)) continue;
      const share = apartShare(pictures.get(a) as Picture, pictures.get(b) as Picture, ground, sight);
      if (share < least.share) least = { pair: `${a} / ${b}`, share };
    }
  return least;
}
