/** Premultiplied BGRA, rows from the top: what `nativeImage.createFromBitmap` takes. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

export type Colour = readonly [red: number, green: number, blue: number];

/** Inside or outside, in units of the picture's side: 0 to 1, y down. */
export type Shape = (x: number, y: number) => boolean;

const SAMPLES = 4;

/** Draws shapes over each other, edges smoothed by 16 samples a pixel. */
export function draw(side: number, layers: readonly { shape: Shape; colour: Colour }[]): Raster {
  const pixels = new Uint8Array(side * side * 4);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      let [red, green, blue, alpha] = [0, 0, 0, 0];
      for (const { shape, colour } of layers) {
        const cover = coverage(shape, column, row, side);
        red = colour[0] * cover + red * (1 - cover);
        green = colour[1] * cover + green * (1 - cover);
        blue = colour[2] * cover + blue * (1 - cover);
        alpha = 255 * cover + alpha * (1 - cover);
      }
      pixels.set([blue, green, red, alpha].map(Math.round), (row * side + column) * 4);
    }
  }
  return { width: side, height: side, pixels };
}

function coverage(shape: Shape, column: number, row: number, side: number): number {
  let inside = 0;
  for (let i = 0; i < SAMPLES * SAMPLES; i++) {
    const x = (column + ((i % SAMPLES) + 0.5) / SAMPLES) / side;
    const y = (row + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES) / side;
    if (shape(x, y)) inside++;
  }
  return inside / (SAMPLES * SAMPLES);
}

export const disc =
  (cx: number, cy: number, radius: number): Shape =>
  (x, y) =>
    (x - cx) ** 2 + (y - cy) ** 2 <= radius ** 2;

export const roundedSquare =
  (inset: number, radius: number): Shape =>
  (x, y) => {
    const dx = Math.max(0, Math.abs(x - 0.5) - (0.5 - inset - radius));
    const dy = Math.max(0, Math.abs(y - 0.5) - (0.5 - inset - radius));
    return dx ** 2 + dy ** 2 <= radius ** 2;
  };

/** A line of the given width through points, round at its ends and corners. */
export const stroke =
  (points: readonly (readonly [number, number])[], width: number): Shape =>
  (x, y) =>
    points.some(([bx, by], i) => {
      const [ax, ay] = points[Math.max(0, i - 1)] ?? [bx, by];
      const length = (bx - ax) ** 2 + (by - ay) ** 2;
      const t =
        length === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
      return (x - ax - t * (bx - ax)) ** 2 + (y - ay - t * (by - ay)) ** 2 <= (width / 2) ** 2;
    });
