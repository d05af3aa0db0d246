import type { ChartRange } from '../../../contract/chart.ts';
import { LIVE, panned, spanOf, zoomed, type Bounds } from './range.ts';

/** What can be done to the range of time, by key, palette or help: one name for each. */
export const RANGE_TOOLS = ['zoom-in', 'zoom-out', 'pan-back', 'pan-on', 'oldest', 'live'] as const;
export type RangeTool = (typeof RANGE_TOOLS)[number];
export const isRangeTool = (tool: string): tool is RangeTool => RANGE_TOOLS.some((one) => one === tool);

/** Of the shown span, for one press. */
const STEP = 0.2;

/** @param at the time that keeps its place when zooming; null is the middle */
export function ranged(tool: RangeTool, range: ChartRange, bounds: Bounds, at: number | null): ChartRange {
  const { from, to } = spanOf(range, bounds);
  const still = at ?? (from + to) / 2;
  switch (tool) {
    case 'zoom-in':
      return zoomed(range, 1 - STEP, still, bounds);
    case 'zoom-out':
      return zoomed(range, 1 / (1 - STEP), still, bounds);
    case 'pan-back':
      return panned(range, (from - to) * STEP, bounds);
    case 'pan-on':
      return panned(range, (to - from) * STEP, bounds);
    case 'oldest':
      return panned(range, bounds.from - bounds.to, bounds);
    case 'live':
      return LIVE;
  }
}

/** The tool of a key that the plot hears itself. */
export const TOOL_KEYS: Readonly<Record<string, RangeTool>> = {
  ArrowLeft: 'pan-back',
  ArrowRight: 'pan-on',
  '+': 'zoom-in',
  '=': 'zoom-in',
  '-': 'zoom-out',
  Home: 'oldest',
  End: 'live',
};
