import type { Strings } from '../../../contract/strings/index.ts';

export interface SeriesLook {
  readonly title: string;
  /** What a point is. */
  readonly what: string;
  /** Where the figure should be, in the series' own unit; null where there is no such thing. */
  readonly target: number | null;
  /** Which way out of the band needs a human. */
  readonly bad: 'low' | 'high' | 'both';
}

/** The share of routes on time that a parcel fleet promises its customers; shown as the chart's dashed line. */
const ON_TIME_TARGET = 95;

const LOOKS: Readonly<Record<string, SeriesLook>> = {
  'on-time-share': {
    title: 'On time',
    what: 'share of routes, per minute',
    target: ON_TIME_TARGET,
    bad: 'low',
  },
  'late-routes': { title: 'Late routes', what: 'count, per minute', target: null, bad: 'high' },
  'stops-per-hour': { title: 'Stops', what: 'finished an hour', target: null, bad: 'low' },
  'median-adherence': { title: 'Adherence', what: 'median of the fleet', target: 0, bad: 'high' },
  'active-vans': { title: 'Vans', what: 'under way or at a stop', target: null, bad: 'both' },
};

export function lookOf(series: string, unit: string): SeriesLook {
  const known = LOOKS[series];
  if (known !== undefined) return known;
  return { title: series.replace(/^x\//, ''), what: unit === '' ? 'count' : unit, target: null, bad: 'both' };
}

/** A value in words; decimals by the size of the axis' step. Seconds are shown as minutes, as everywhere. */
export function valueText(value: number, unit: string, strings: Strings, digits = 1): string {
  const { format } = strings;
  if (unit === 's') return `${format.number(value / 60, digits)} min`;
  const shown: Readonly<Record<string, string>> = { '%': ' %', Cel: ' °C', '/h': '/h', '': '' };
  return `${format.number(value, digits)}${shown[unit] ?? ` ${unit}`}`;
}
