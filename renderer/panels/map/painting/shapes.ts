import { SHAPE, type Shape } from '../vehicles/marks.ts';

/** A stroke of this width along the path, or 0 where the path is filled. */
export interface Outline {
  readonly stroke: number;
  /** Lengths of dashes and gaps along the stroke, and where the first begins. */
  readonly dash: readonly number[];
  readonly dashFrom: number;
}

const FILLED: Outline = { stroke: 0, dash: [], dashFrom: 0 };
const ring = (stroke: number): Outline => ({ ...FILLED, stroke });
/** Of a quiet van's ring: eight dashes, each three fifths of its part. */
const DASHES = 8;
const DASH = 0.6;

type PathTarget = Pick<CanvasPath, 'moveTo' | 'lineTo' | 'closePath' | 'arc' | 'rect'>;

/**
 * The outlines of the fragment shader (`vehicles/shaders.ts`) as paths about (0, 0), y down, north up, in the unit of `radius`.
 * The corners are where the shader's half planes meet.
 */
export function tracePath(path: PathTarget, shape: Shape, radius: number, unknownHeading: boolean): Outline {
  const r = radius;
  const polygon = (...corners: [number, number][]): Outline => {
    for (const [i, [x, y]] of corners.entries())
      if (i === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    path.closePath();
    return FILLED;
  };
  const circle = (size: number): void => {
    path.moveTo(size, 0);
    path.arc(0, 0, size, 0, Math.PI * 2);
  };
  switch (shape) {
    case SHAPE.arrow: {
      if (!unknownHeading) return polygon([0, -r], [0.66 * r, 0.8 * r], [0, 0.38 * r], [-0.66 * r, 0.8 * r]);
      circle(r * 0.55);
      return FILLED;
    }
    case SHAPE.square: {
      path.rect(-r - 0.4, -r - 0.4, 2 * r + 0.8, 2 * r + 0.8);
      return FILLED;
    }
    case SHAPE.triangle:
      return polygon([0, -0.88 * r], [0.95 * r, 0.84 * r], [-0.95 * r, 0.84 * r]);
    case SHAPE.diamond:
      return polygon([0, -r], [r, 0], [0, r], [-r, 0]);
    case SHAPE.cross:
      return polygon(...crossOf(r, r * 0.24));
    case SHAPE.dashedRing: {
      circle(r - 0.8);
      const part = (2 * Math.PI * (r - 0.8)) / DASHES;
      return { stroke: 1.6, dash: [part * DASH, part * (1 - DASH)], dashFrom: (-part * (1 - DASH)) / 2 };
    }
    case SHAPE.selection: {
      circle(r - 1);
      return ring(2);
    }
    case SHAPE.ring: {
      circle(r - 0.6);
      return ring(1.2);
    }
    case SHAPE.dot: {
      circle(r);
      return FILLED;
    }
  }
}

/** Two bars of `long` by `wide` (half sizes), turned by 45 degrees. */
function crossOf(long: number, wide: number): [number, number][] {
  const upright: [number, number][] = [
    [-wide, -long],
    [wide, -long],
    [wide, -wide],
    [long, -wide],
    [long, wide],
    [wide, wide],
    [wide, long],
    [-wide, long],
    [-wide, wide],
    [-long, wide],
    [-long, -wide],
    [-wide, -wide],
  ];
  return upright.map(([x, y]) => [(x - y) * Math.SQRT1_2, (x + y) * Math.SQRT1_2]);
}
