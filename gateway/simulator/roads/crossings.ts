import type { Street } from '../city/street.ts';
import { nth, type Point } from '../plane.ts';

const CELL = 220;

interface Piece {
  readonly street: number;
  /** Index of the line's point that the piece begins at. */
  readonly index: number;
  readonly a: Point;
  readonly b: Point;
}

/** A crossing on a street: position along it as point index plus fraction. */
export interface Cut {
  readonly along: number;
  readonly at: Point;
}

/** Motorways pass over everything but primary roads and each other. */
function joins(one: Street, other: Street): boolean {
  if (one.class === 'motorway') return other.class === 'motorway' || other.class === 'primary';
  return other.class !== 'motorway' || one.class === 'primary';
}

/** Every place where two streets meet, for each street in its own order. Pieces are compared by cells of 220 m. */
export function findCrossings(streets: readonly Street[]): Cut[][] {
  const cells = new Map<number, Piece[]>();
  const cellOf = (v: number): number => Math.floor(v / CELL) + 1_000;
  streets.forEach((street, number) => {
    for (let index = 0; index + 1 < street.line.length; index++) {
      const a = nth(street.line, index);
      const b = nth(street.line, index + 1);
      const piece: Piece = { street: number, index, a, b };
      for (let cx = cellOf(Math.min(a.x, b.x)); cx <= cellOf(Math.max(a.x, b.x)); cx++)
        for (let cy = cellOf(Math.min(a.y, b.y)); cy <= cellOf(Math.max(a.y, b.y)); cy++) {
          const key = cx * 4_096 + cy;
          const list = cells.get(key);
          if (list === undefined) cells.set(key, [piece]);
          else list.push(piece);
        }
    }
  });
  const cuts: Cut[][] = streets.map(() => []);
  for (const [key, pieces] of cells)
    for (let i = 0; i < pieces.length; i++)
      for (let j = i + 1; j < pieces.length; j++) {
        const one = pieces[i] as Piece;
        const other = pieces[j] as Piece;
        if (one.street === other.street) continue;
        if (!joins(nth(streets, one.street), nth(streets, other.street))) continue;
        const hit = meet(one, other);
        if (hit === null || cellOf(hit.at.x) * 4_096 + cellOf(hit.at.y) !== key) continue;
        cuts[one.street]?.push({ along: one.index + hit.t, at: hit.at });
        cuts[other.street]?.push({ along: other.index + hit.u, at: hit.at });
      }
  for (const list of cuts) list.sort((p, q) => p.along - q.along);
  return cuts;
}

function meet(one: Piece, other: Piece): { t: number; u: number; at: Point } | null {
  const rx = one.b.x - one.a.x;
  const ry = one.b.y - one.a.y;
  const sx = other.b.x - other.a.x;
  const sy = other.b.y - other.a.y;
  const cross = rx * sy - ry * sx;
  if (cross === 0) return null;
  const dx = other.a.x - one.a.x;
  const dy = other.a.y - one.a.y;
  const t = (dx * sy - dy * sx) / cross;
  const u = (dx * ry - dy * rx) / cross;
  if (t < 0 || t > 1 || u < 0 || u > 1) return null;
  return { t, u, at: { x: one.a.x + t * rx, y: one.a.y + t * ry } };
}
