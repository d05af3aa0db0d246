import type { Metric, SeriesHistory } from '../../contract/metric.ts';
import { feedMs } from '../../contract/time.ts';
import { NOON } from './fleet.ts';

const MINUTE = 60_000;
const SHAPES: Readonly<Record<string, { base: number; swing: number; fall: number; unit: string }>> = {
  'on-time-share': { base: 93.6, swing: 1.4, fall: 3.2, unit: '%' },
  'late-routes': { base: 8, swing: 2, fall: -7, unit: '' },
  'stops-per-hour': { base: 840, swing: 60, fall: 0, unit: '/h' },
  'median-adherence': { base: 45, swing: 30, fall: -60, unit: 's' },
  'active-vans': { base: 226, swing: 4, fall: 0, unit: '' },
  'x/cold-box-9': { base: 4.2, swing: 0.8, fall: -3, unit: 'Cel' },
};
export const SERIES = Object.keys(SHAPES);

/** Calm for an hour and three quarters, then leaving its band. */
export function fakeHistory(series: string, minutes = 120): SeriesHistory {
  const { base, swing, fall, unit } = SHAPES[series] ?? { base: 0, swing: 1, fall: 0, unit: '' };
  const rows = Array.from({ length: minutes }, (_, i) => {
    const wave = Math.cos((i / minutes) * 5) * 0.6 + Math.sin(i * 1.3) * 0.15 + Math.sin(i * 0.55) * 0.2;
    const drop = Math.max(0, i - minutes * 0.85) / (minutes * 0.15);
    const middle = base + Math.cos((i / minutes) * 5) * swing * 0.6;
    return {
      at: feedMs(Math.floor(NOON / MINUTE) * MINUTE - (minutes - 1 - i) * MINUTE),
      value: base + wave * swing - drop * fall,
      low: middle - swing * 1.25,
      high: middle + swing * 1.25,
    };
  });
  return {
    series,
    unit,
    at: rows.map((row) => row.at),
    value: rows.map((row) => row.value),
    low: rows.map((row) => row.low),
    high: rows.map((row) => row.high),
  };
}

export function fakeMetric(series: string): Metric {
  const history = fakeHistory(series);
  const usual = SHAPES[series]?.base ?? 0;
  return {
    series,
    unit: history.unit,
    at: history.at.at(-1) ?? feedMs(NOON),
    value: history.value.at(-1) ?? 0,
    trend: 0,
    z: 0,
    usual,
  };
}
