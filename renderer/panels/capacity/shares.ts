import type { Capacity } from '../../../contract/fleet.ts';

export type Part = 'enRoute' | 'atStop' | 'planned' | 'completed';
/** In the order that a day goes, seen from now: what moves first. */
export const PARTS: readonly Part[] = ['enRoute', 'atStop', 'planned', 'completed'];

export interface Segment {
  readonly part: Part;
  readonly count: number;
  /** 0 to 1 of all vans. */
  readonly share: number;
  /** Sum of the shares before it. */
  readonly start: number;
}

export function segments(capacity: Capacity): Segment[] {
  const total = PARTS.reduce((sum, part) => sum + capacity[part], 0);
  let start = 0;
  return PARTS.map((part) => {
    const share = total === 0 ? 0 : capacity[part] / total;
    const segment = { part, count: capacity[part], share, start };
    start += share;
    return segment;
  });
}
