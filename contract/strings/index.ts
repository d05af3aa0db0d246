import { createFormat, type Format } from './format.ts';
import type { UserSettings } from '../settings.ts';
import { de } from './de.ts';
import { en, type Catalogue } from './en.ts';

export type { Format } from './format.ts';

type Template = (typeof en)[keyof typeof en];
type ParamsIn<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | ParamsIn<Rest> : never;
type TextOf<T extends Template> = T extends { readonly other: infer S } ? S : T;
type NamesOf<K extends StringKey> =
  ParamsIn<TextOf<(typeof en)[K]>> | ((typeof en)[K] extends { readonly other: string } ? 'n' : never);

export type StringKey = keyof typeof en;
/** Exactly the parameters that the key's text names; a number is written as the locale writes it. */
export type Params<K extends StringKey> = Readonly<Record<NamesOf<K>, string | number>>;

export interface Strings {
  readonly locale: string;
  /** Of the catalogue, which is the language of the page: `en`. */
  readonly language: string;
  t<K extends StringKey>(key: K, ...params: [NamesOf<K>] extends [never] ? [] : [Params<K>]): string;
  readonly format: Format;
}

/** Other languages join here; a key missing in one is a type error there. */
const catalogues: Readonly<Record<string, Catalogue>> = { en, de };

/**
 * Words by the language of `locale` (English where there is no catalogue), figures and times by `locale` itself.
 * `timeZone` is the fleet's, an IANA name; null is this computer's. `hours` as the user has set the clock. Throws RangeError for a locale or zone that does not exist.
 */
export function createStrings(
  locale = 'en-GB',
  timeZone: string | null = null,
  hours: UserSettings['clock'] = 'h24',
): Strings {
  const wanted = new Intl.Locale(locale).language;
  const language = Object.hasOwn(catalogues, wanted) ? wanted : 'en';
  const catalogue = catalogues[language] ?? en;
  const plural = new Intl.PluralRules(language);
  const figures = new Intl.NumberFormat(locale);

  function t(key: StringKey, params: Readonly<Record<string, string | number>> = {}): string {
    const entry = catalogue[key];
    const text =
      typeof entry === 'string'
        ? entry
        : entry[plural.select(Number(params['n'])) === 'one' ? 'one' : 'other'];
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = params[name];
      if (value === undefined) return whole;
      return typeof value === 'number' ? figures.format(value) : value;
    });
  }
  const typed = t as Strings['t'];
  return { locale, language, t: typed, format: createFormat(typed, locale, timeZone, hours) };
}
