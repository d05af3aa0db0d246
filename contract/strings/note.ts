/** The words of notes and of a vehicle's day, in each language; `en.ts` and `de.ts` take them in. */
export const noteEn = {
  'note.label': 'Note',
  'note.none': 'nothing noted',
  'note.placeholder': 'What the next desk should know',
  'note.by': '{who}, {at}',
  'note.pending': 'on its way to the gateway',
  'note.refused': 'not taken: {why}',
  'note.failed': 'Not kept: {why}',
  'note.versions': { one: '{n} version', other: '{n} versions' },
  'note.edit': 'note',
  'note.save': 'save',
  'note.cancel': 'leave it',
  'note.drop': 'Drop it',
  'note.takenBack': 'note taken back',
  'route.day': 'The day so far',
  'route.day.none': 'Nothing has happened yet.',
  'route.day.key': 'day',
  'keys.route.note': 'Write a note at the route',
  'keys.route.day': 'The vehicle\u2019s day so far',
  'map.ghost': '{vehicle} at {at}',
} as const;

export const noteDe: {
  readonly [K in keyof typeof noteEn]: (typeof noteEn)[K] extends string
    ? string
    : { readonly one: string; readonly other: string };
} = {
  'note.label': 'Notiz',
  'note.none': 'nichts notiert',
  'note.placeholder': 'Was der nächste Platz wissen sollte',
  'note.by': '{who}, {at}',
  'note.pending': 'unterwegs zum Gateway',
  'note.refused': 'nicht angenommen: {why}',
  'note.failed': 'Nicht behalten: {why}',
  'note.versions': { one: '{n} Fassung', other: '{n} Fassungen' },
  'note.edit': 'Notiz',
  'note.save': 'sichern',
  'note.cancel': 'lassen',
  'note.drop': 'Verwerfen',
  'note.takenBack': 'Notiz zurückgenommen',
  'route.day': 'Der Tag bisher',
  'route.day.none': 'Noch ist nichts geschehen.',
  'route.day.key': 'Tag',
  'keys.route.note': 'Notiz zur Tour schreiben',
  'keys.route.day': 'Der bisherige Tag des Fahrzeugs',
  'map.ghost': '{vehicle} um {at}',
};
