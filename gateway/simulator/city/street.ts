import type { Point } from '../plane.ts';

export const ROAD_CLASSES = ['motorway', 'primary', 'secondary', 'residential'] as const;
export type RoadClass = (typeof ROAD_CLASSES)[number];

/** A named line as it is drawn, before it is cut at its crossings. One-way streets run in the line's direction. */
export interface Street {
  readonly class: RoadClass;
  readonly name: string;
  readonly line: readonly Point[];
  readonly oneWay: boolean;
}
