/** The words of what stood before anybody was called, in each language; `en.ts` and `de.ts` take them in. */
export const stoodEn = {
  'alarms.stood': {
    one: '{n} that stood when the gateway began still waits',
    other: '{n} that stood when the gateway began still wait',
  },
  'alarms.stood.since': 'began {at}, {age} ago',
  'alarms.stood.level.1': 'brought to every desk as one',
  'alarms.stood.level.2': 'brought to the supervisor as one',
} as const;

export const stoodDe: {
  readonly [K in keyof typeof stoodEn]: (typeof stoodEn)[K] extends string
    ? string
    : { readonly one: string; readonly other: string };
} = {
  'alarms.stood': {
    one: '{n} Alarm, der beim Start des Gateways schon anstand, wartet noch',
    other: '{n} Alarme, die beim Start des Gateways schon anstanden, warten noch',
  },
  'alarms.stood.since': 'Start {at}, vor {age}',
  'alarms.stood.level.1': 'als Ganzes an alle Plätze gemeldet',
  'alarms.stood.level.2': 'als Ganzes an die Leitung gemeldet',
};
