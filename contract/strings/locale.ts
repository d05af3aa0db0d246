import type { UserSettings } from '../settings.ts';

/** Of a language that is chosen where the computer speaks another. */
const USUAL = { en: 'en-GB', de: 'de-DE' } as const;

/** The locale for words, figures and dates, BCP 47; the computer's own where it speaks the language: `de-AT` stays Austrian. */
export function localeFor(language: UserSettings['language'], computer: string): string {
  if (language === 'system' || computer.split('-')[0]?.toLowerCase() === language) return computer;
  return USUAL[language];
}
