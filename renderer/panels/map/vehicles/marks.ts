import type { Mark } from '../../../../contract/fleet.ts';

/** Back to front: what needs a human is never hidden by what does not. */
export const DRAW_ORDER: readonly Mark[] = [
  'planned',
  'completed',
  'on-time',
  'at-stop',
  'late',
  'silent',
  'off-route',
  'exception',
];

/** Shapes of the fragment shader; the numbers are its `switch`. */
export const SHAPE = {
  arrow: 0,
  square: 1,
  triangle: 2,
  diamond: 3,
  dashedRing: 4,
  cross: 5,
  dot: 6,
  selection: 7,
  ring: 8,
} as const;
export type Shape = (typeof SHAPE)[keyof typeof SHAPE];

export interface MarkLook {
  readonly shape: Shape;
  /** From the centre to the outline, CSS pixels at 13 px text. */
  readonly radius: number;
  /** Half of the square that the shader is run for: radius, casing and halo. */
  readonly extent: number;
  /** Turned along the vehicle's heading. */
  readonly turned: boolean;
}

/** Status is a shape before it is a colour: the shapes alone tell all eight apart. */
export const LOOK: Readonly<Record<Mark, MarkLook>> = {
  planned: { shape: SHAPE.ring, radius: 3, extent: 5, turned: false },
  completed: { shape: SHAPE.dot, radius: 2, extent: 5, turned: false },
  'on-time': { shape: SHAPE.arrow, radius: 6.5, extent: 9, turned: true },
  'at-stop': { shape: SHAPE.square, radius: 4, extent: 8, turned: false },
  late: { shape: SHAPE.triangle, radius: 8.5, extent: 12, turned: false },
  silent: { shape: SHAPE.dashedRing, radius: 7, extent: 11, turned: false },
  'off-route': { shape: SHAPE.cross, radius: 7.5, extent: 11, turned: false },
  exception: { shape: SHAPE.diamond, radius: 9, extent: 18, turned: false },
};

/** Width of the casing around an outline, CSS pixels at 13 px text; radius of the halo, in radii of its mark. */
export const CASING = 1.25;
export const HALO = 1.75;

export const SELECTION: MarkLook = { shape: SHAPE.selection, radius: 14, extent: 18, turned: false };

/** Nobody is needed there: far out they shrink, so that a large fleet stays a grey ground for what matters. */
export const CALM: ReadonlySet<Mark> = new Set(['planned', 'completed', 'on-time', 'at-stop']);
