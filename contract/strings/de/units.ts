import type { unitsEn } from '../en/units.ts';
import type { Words } from '../words.ts';

/** The words of ages, figures with their units, and adherence; `de.ts` takes them in. */
export const unitsDe: Words<typeof unitsEn> = {
  'age.seconds': '{n} s',
  'age.minutes': '{n} min',
  'age.hours': '{h} h {m} min',
  'age.days': { one: '{n} Tag', other: '{n} Tage' },
  'unit.percent': '{n} %',
  'unit.celsius': '{n} °C',
  'unit.perHour': '{n}/h',
  'unit.other': '{n} {unit}',
  'unit.minutes': '{n} min',
  'unit.metres': '{n} m',
  'unit.kilometres': '{n} km',
  'adherence.unknown': 'unbekannt',
  'adherence.onTime': '0 min',
};
