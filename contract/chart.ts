/** What the chart panel looks at: in main, so that it outlives the panel, the window and the process. */
export interface ChartView {
  /** Series or plots by name, 1 to `MAX_CHART_LINES`: the first is the plot, the others are compared with it. */
  readonly names: readonly string[];
  readonly range: ChartRange;
}

/** What part of time is looked at. */
export interface ChartRange {
  /** Feed milliseconds, > 0. */
  readonly span: number;
  /** Feed time of the right edge; null follows the newest. */
  readonly end: number | null;
}

/** Lines that can still be told apart by brightness and dashes. */
export const MAX_CHART_LINES = 4;

export const FIRST_CHART: ChartView = {
  names: ['on-time-share'],
  range: { span: 120 * 60_000, end: null },
};
