import type { FleetSeries } from '../../../contract/metric.ts';
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

const LIMITS: Readonly<Record<FleetSeries, Pick<SeriesLook, 'target' | 'bad'>>> = {
  'on-time-share': { target: ON_TIME_TARGET, bad: 'low' },
  'late-routes': { target: null, bad: 'high' },
  'stops-per-hour': { target: null, bad: 'low' },
  'median-adherence': { target: 0, bad: 'high' },
  'active-vans': { target: null, bad: 'both' },
};
const isKnown = (series: string): series is FleetSeries => Object.hasOwn(LIMITS, series);

/** `unit` is UCUM, as the series has it; it names what a point is where nothing else does. */
export function lookOf(series: string, unit: string, { t }: Strings): SeriesLook {
  if (isKnown(series))
    return { title: t(`chart.${series}`), what: t(`chart.${series}.what`), ...LIMITS[series] };
  const what = unit === '' ? t('chart.count') : unit;
  return { title: series.replace(/^x\//, ''), what, target: null, bad: 'both' };
}

/** A value in words; decimals by the size of the axis' step. Seconds are shown as minutes, as everywhere. */
export function valueText(value: number, unit: string, { t, format }: Strings, digits = 1): string {
  const n = format.number(unit === 's' ? value / 60 : value, digits);
  switch (unit) {
    case '':
      return n;
    case 's':
      return t('unit.minutes', { n });
    case '%':
      return t('unit.percent', { n });
    case '/h':
      return t('unit.perHour', { n });
    case 'Cel':
      return t('unit.celsius', { n });
    default:
      return t('unit.other', { n, unit });
  }
}

/** The unit alone, as values are shown; empty for a plain count. */
export function unitWord(unit: string, { t }: Strings): string {
  const word = { '%': t('unit.percent', { n: '' }), s: t('unit.minutes', { n: '' }), '/h': '/h', '': '' };
  const celsius = unit === 'Cel' ? t('unit.celsius', { n: '' }) : unit;
  return ((word as Readonly<Record<string, string>>)[unit] ?? celsius).trim();
}

/** Name and unit, as a legend says it. */
export function titled(title: string, unit: string, strings: Strings): string {
  const word = unitWord(unit, strings);
  return word === '' ? title : strings.t('chart.titled', { title, unit: word });
}
