/** What the system's own dialogs say where there is no page to say it; `en.ts` and `de.ts` take them in. */
export const crashEn = {
  'crash.title': 'Routewatch has ended unexpectedly',
  'crash.detail': 'What happened is in the log on this computer ({log}). Nothing was sent anywhere.',
  'crash.restart': 'Start again',
  'crash.quit': 'Quit',
  'crash.refused': 'Routewatch cannot start',
} as const;

export const crashDe: { readonly [K in keyof typeof crashEn]: string } = {
  'crash.title': 'Routewatch wurde unerwartet beendet',
  'crash.detail': 'Was geschehen ist, steht im Protokoll auf diesem Rechner ({log}). Nichts wurde versandt.',
  'crash.restart': 'Neu starten',
  'crash.quit': 'Beenden',
  'crash.refused': 'Routewatch kann nicht starten',
};
