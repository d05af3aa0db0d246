/** The page at the gateway where a supervisor types the code of a wall. Not in the console's catalogue: the gateway serves it. */
export const pairEn = {
  title: 'Pair a console',
  warning: 'Type the code only if you see it on a screen that you know.',
  code: 'Code',
  name: 'Name of the console, such as wall-1',
  user: 'Your user name',
  password: 'Your password',
  no: 'No',
  yes: 'Let it in',
  letIn: 'It is let in.',
  toldNo: 'It was told no.',
  unauthorised: 'The user name or the password is wrong.',
  forbidden: 'Your role may not let a console in.',
  busy: 'Too many wrong tries: wait a while.',
  'not-found': 'There is no such code, or its time is over.',
  refused: 'The gateway refused: {why}',
  unreachable: 'The gateway does not answer.',
} as const;

export type PairWords = { readonly [K in keyof typeof pairEn]: string };

export const pairDe: PairWords = {
  title: 'Konsole koppeln',
  warning: 'Geben Sie den Code nur ein, wenn er auf einem Bildschirm steht, den Sie kennen.',
  code: 'Code',
  name: 'Name der Konsole, etwa wall-1',
  user: 'Ihr Benutzername',
  password: 'Ihr Passwort',
  no: 'Nein',
  yes: 'Zulassen',
  letIn: 'Sie ist zugelassen.',
  toldNo: 'Sie ist abgewiesen.',
  unauthorised: 'Benutzername oder Passwort ist falsch.',
  forbidden: 'Ihre Rolle darf keine Konsole zulassen.',
  busy: 'Zu viele Fehlversuche: Bitte warten Sie etwas.',
  'not-found': 'Diesen Code gibt es nicht, oder seine Zeit ist um.',
  refused: 'Das Gateway lehnt ab: {why}',
  unreachable: 'Das Gateway antwortet nicht.',
};

/** By `Accept-Language` (RFC 9110, 12.5.4): the language with the highest weight that there is, English else. */
export function pairWords(acceptLanguage: string | undefined): {
  readonly language: 'en' | 'de';
  readonly words: PairWords;
} {
  let best: { readonly language: 'en' | 'de'; readonly weight: number } = { language: 'en', weight: 0 };
  for (const part of (acceptLanguage ?? '').slice(0, 500).split(',')) {
    const [range = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const language = /^(en|de)(?:-|$)/.exec(range)?.[1] as 'en' | 'de' | undefined;
    const q = parameters.find((one) => one.startsWith('q='))?.slice(2) ?? '1';
    const weight = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(q) ? Number(q) : 0;
    if (language !== undefined && weight > best.weight) best = { language, weight };
  }
  return { language: best.language, words: best.language === 'de' ? pairDe : pairEn };
}
