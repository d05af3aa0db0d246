import type { Palette } from '../palette.ts';
import type { OverlayProperties } from './overlay.ts';

/** Pairs of zoom and CSS pixels at 13 px text, linear in between. */
export type Steps = readonly (readonly [zoom: number, size: number])[];

export interface RouteLine {
  /** Of the map's layer. */
  readonly id: string;
  readonly kind: OverlayProperties['kind'];
  readonly color: keyof Palette & ('halo' | 'done' | 'accent');
  /** CSS pixels at 13 px text. */
  readonly width: number;
  readonly opacity: number;
  readonly dotted: boolean;
}

const line = (
  id: string,
  kind: RouteLine['kind'],
  color: RouteLine['color'],
  width: number,
  opacity: number,
): RouteLine => ({ id, kind, color, width, opacity, dotted: kind === 'leg' || kind === 'leg-done' });

/** The selected route's lines, the lowest first: one table for whoever draws them, a graphics card or the processor. */
export const ROUTE_LINES: readonly RouteLine[] = [
  line('route-casing', 'remaining', 'halo', 6, 0.8),
  line('route-done', 'done', 'done', 2, 0.55),
  line('route-remaining', 'remaining', 'accent', 3, 1),
  line('route-leg-done', 'leg-done', 'done', 2, 1),
  line('route-leg', 'leg', 'accent', 2, 1),
];

/** Dash and gap of a dotted line, in its width. */
export const DOTS = [0.1, 3] as const;

const growing = (radius: number): Steps => [
  [10, radius * 0.6],
  [13, radius],
];

/** CSS pixels at 13 px text. */
export const STOP_LOOK = {
  // What is behind is context: a hundred stops done must not outweigh the three that are left.
  done: {
    radius: [
      [10, 1],
      [13, 1.75],
      [16, 3],
    ] as Steps,
    opacity: 0.7,
  },
  /** A shape of its own, in no alarm's colour: what failed an hour ago calls nobody from the map. */
  failed: { text: '\u00d7', size: 15, halo: 1.5 },
  pending: { radius: growing(3.25) },
  next: { radius: growing(6), label: { size: 12, halo: 2 } },
  rim: 1.75,
} as const;
