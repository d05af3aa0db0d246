/** The words of what stood before anybody was called, in each language; `en.ts` and `de.ts` take them in. */
export const stoodEn = {
  'alarms.stood': { one: '{n} stood before, still waits', other: '{n} stood before, still wait' },
  'alarms.stood.what': 'They stood when the gateway began: no flood, and escalated as one',
  'alarms.stood.since': 'gateway began {at}',
  'alarms.stood.level.1': 'all at every desk',
  'alarms.stood.level.2': 'all at the supervisor',
} as const;

export const stoodDe: {
  readonly [K in keyof typeof stoodEn]: (typeof stoodEn)[K] extends string
    ? string
    : { readonly one: string; readonly other: string };
} = {
  'alarms.stood': { one: '{n} stand schon an, wartet noch', other: '{n} standen schon an, warten noch' },
  'alarms.stood.what': 'Sie standen an, als das Gateway begann: keine Flut, und als Ganzes weitergereicht',
  'alarms.stood.since': 'Gateway seit {at}',
  'alarms.stood.level.1': 'alle an allen Plätzen',
  'alarms.stood.level.2': 'alle bei der Leitung',
};
