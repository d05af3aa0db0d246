import { nth, type Point } from '../plane.ts';

const CELL = 10;
const HALF = 7_600;
const SIDE = (2 * HALF) / CELL;

export const SEA = 1;
export const RIVER = 2;
export const PARK = 4;

/** What lies where, in cells of 10 m around the centre: street generation asks it a few hundred thousand times. */
export interface Raster {
  /** Marks every cell whose middle is inside the ring (even-odd rule). */
  fill(ring: readonly Point[], bit: number): void;
  /** The bits at a place; 0 outside. */
  at(x: number, y: number): number;
}

export function createRaster(): Raster {
  const cells = new Uint8Array(SIDE * SIDE);
  return {
    fill: (ring, bit) => {
      const crossings: number[] = [];
      for (let row = 0; row < SIDE; row++) {
        const y = -HALF + (row + 0.5) * CELL;
        crossings.length = 0;
        for (let i = 0; i < ring.length; i++) {
          const a = nth(ring, i);
          const b = nth(ring, (i + 1) % ring.length);
          if (a.y <= y !== b.y <= y) crossings.push(a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x));
        }
        crossings.sort((p, q) => p - q);
        for (let i = 0; i + 1 < crossings.length; i += 2) {
          const from = Math.max(0, Math.ceil((nth(crossings, i) + HALF) / CELL - 0.5));
          const to = Math.min(SIDE - 1, Math.floor((nth(crossings, i + 1) + HALF) / CELL - 0.5));
          for (let column = from; column <= to; column++) {
            const cell = row * SIDE + column;
            cells[cell] = (cells[cell] ?? 0) | bit;
          }
        }
      }
    },
    at: (x, y) => {
      const column = Math.floor((x + HALF) / CELL);
      const row = Math.floor((y + HALF) / CELL);
      if (column < 0 || row < 0 || column >= SIDE || row >= SIDE) return 0;
      return cells[row * SIDE + column] ?? 0;
    },
  };
}
