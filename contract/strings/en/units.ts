/** The words of ages, figures with their units, and adherence; `en.ts` takes them in. */
export const unitsEn = {
  'age.seconds': '{n} s',
  'age.minutes': '{n} min',
  'age.hours': '{h} h {m} min',
  'age.days': { one: '{n} day', other: '{n} days' },
  'unit.percent': '{n} %',
  'unit.celsius': '{n} \u00b0C',
  'unit.perHour': '{n}/h',
  'unit.other': '{n} {unit}',
  'unit.minutes': '{n} min',
  'unit.metres': '{n} m',
  'unit.kilometres': '{n} km',
  'adherence.unknown': 'unknown',
  'adherence.onTime': '0 min',
} as const;
