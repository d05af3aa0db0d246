/** The words of deliveries that fail one after the other, in each language; `en.ts` and `de.ts` take them in. */
export const alarmManyEn = {
  'alarm.title.failed-delivery.many': '{n} deliveries failed in {minutes} min',
  'alarm.returned.failed-delivery.many': 'Returned: the van delivers again',
} as const;

export const alarmManyDe: { readonly [K in keyof typeof alarmManyEn]: string } = {
  'alarm.title.failed-delivery.many': '{n} Zustellungen in {minutes} min gescheitert',
  'alarm.returned.failed-delivery.many': 'Vorbei: Es wird wieder zugestellt',
};
