import { MAX_CHART_LINES } from '../../../contract/chart.ts';
import { FLEET_SERIES } from '../../../contract/metric.ts';
import type { Strings } from '../../../contract/strings/index.ts';
import { lookOf } from './series.ts';

/** What the picker offers besides series. */
export const DISTRIBUTION = 'distribution';
export const PHASE_AREAS = 'phases';
export const STOPS = 'stops-per-hour';
/** Of value axes: one at each side. */
const MOST_UNITS = 2;

export interface Choice {
  readonly name: string;
  readonly title: string;
}

const isSeries = (plot: string): boolean => plot !== DISTRIBUTION && plot !== PHASE_AREAS;

/** @param ingested names of the series that came from outside, `x/NAME` */
export function choicesOf(ingested: readonly string[], strings: Strings): Choice[] {
  const series = [...FLEET_SERIES, ...ingested].map((name) => ({
    name,
    title: lookOf(name, '', strings).title,
  }));
  const own = [DISTRIBUTION, PHASE_AREAS] as const;
  return [...series, ...own.map((name) => ({ name, title: strings.t(`chart.${name}`) }))];
}

/** Series that may join those shown: not there yet, and of a unit that still has an axis. */
export function joinable(
  choices: readonly Choice[],
  shown: readonly string[],
  unitOf: (series: string) => string,
): Choice[] {
  if (shown.length === 0 || shown.length >= MAX_CHART_LINES || !shown.every(isSeries)) return [];
  const units = new Set(shown.map(unitOf));
  return choices.filter(({ name }) => {
    if (!isSeries(name) || shown.includes(name)) return false;
    return units.size < MOST_UNITS || units.has(unitOf(name));
  });
}
