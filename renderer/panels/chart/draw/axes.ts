import type { ScaleOptions } from 'chart.js';
import type { Style } from './style.ts';

const TICKS_MS = [1, 2, 5, 10, 15, 20, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * 60_000);
const DAY_MS = 24 * 60 * 60_000;

/** A minute-aligned step that gives about one label per 90 px. */
export function timeStep(span: number, width: number): number {
  const wanted = span / Math.max(2, width / 90);
  return TICKS_MS.find((step) => step >= wanted) ?? DAY_MS;
}

export function timeAxis(clock: (at: number) => string): ScaleOptions<'linear'> {
  return {
    type: 'linear',
    border: { display: false },
    afterBuildTicks: (axis) => {
      const step = timeStep(axis.max - axis.min, axis.width);
      const first = Math.ceil(axis.min / step) * step;
      axis.ticks = [];
      for (let at = first; at <= axis.max; at += step) axis.ticks.push({ value: at });
    },
    ticks: { callback: (value) => clock(Number(value)), maxRotation: 0, padding: 6, autoSkip: false },
  } as ScaleOptions<'linear'>;
}

/** @param text of a value with so many decimals, its unit included */
export function valueAxis(
  side: 'left' | 'right',
  text: (value: number, digits: number) => string,
): ScaleOptions<'linear'> {
  return {
    type: 'linear',
    position: side,
    display: side === 'left',
    border: { display: false },
    ticks: {
      maxTicksLimit: 7,
      padding: 8,
      includeBounds: false,
      callback(value, _index, ticks) {
        const step = Math.abs((ticks[1]?.value ?? 1) - (ticks[0]?.value ?? 0));
        return text(Number(value), step < 1 ? 1 : 0);
      },
    },
  } as ScaleOptions<'linear'>;
}

/** Only the left axis has lines: two sets of them cannot be read. */
export function dress(scales: Readonly<Record<string, object | undefined>>, { token, font }: Style): void {
  for (const [name, scale] of Object.entries(scales)) {
    if (scale === undefined) continue;
    const { ticks } = scale as { ticks?: object };
    Object.assign(scale, {
      grid: { color: token('--grid'), tickLength: 0, drawOnChartArea: name !== 'right' },
      ticks: { ...ticks, color: token('--text-3'), font },
    });
  }
}

/** The least height of the axis, so that a quiet series looks quiet. */
export const leastHeight = (unit: string): number => ({ '%': 6, s: 240, '/h': 20 })[unit] ?? 4;
