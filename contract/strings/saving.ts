/** The words of saving a panel, in each language; `en.ts` and `de.ts` take them in. */
export const savingEn = {
  'save.csv': 'Save {panel} as CSV',
  'save.png': 'Save {panel} as a picture (PNG)',
  'save.here.csv': 'Save this panel as CSV',
  'save.here.png': 'Save this panel as a picture (PNG)',
  'save.rows': { one: '{n} row in {file}', other: '{n} rows in {file}' },
  'save.picture': 'Picture in {file}',
  'save.nothing': 'Not saved: there is nothing in the panel yet',
  'save.failed': 'Not saved: the picture could not be made',
} as const;

export const savingDe: {
  readonly [K in keyof typeof savingEn]: (typeof savingEn)[K] extends string
    ? string
    : { readonly one: string; readonly other: string };
} = {
  'save.csv': '{panel} als CSV sichern',
  'save.png': '{panel} als Bild sichern (PNG)',
  'save.here.csv': 'Dieses Fenster als CSV sichern',
  'save.here.png': 'Dieses Fenster als Bild sichern (PNG)',
  'save.rows': { one: '{n} Zeile in {file}', other: '{n} Zeilen in {file}' },
  'save.picture': 'Bild in {file}',
  'save.nothing': 'Nicht gesichert: Hier ist noch nichts zu sehen',
  'save.failed': 'Nicht gesichert: Das Bild ließ sich nicht erzeugen',
};
