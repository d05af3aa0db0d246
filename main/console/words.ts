import { createStrings, type Strings } from '../../contract/strings/index.ts';
import { localeFor } from '../../contract/strings/locale.ts';
import type { UserSettings } from '../../contract/settings.ts';

export interface Words {
  /** Always in the language of this moment: nothing that holds it has to hear of a change. */
  readonly strings: Strings;
  use(settings: UserSettings): void;
}

/** What the console says by itself: notifications and reasons, in the language that the user has set. */
export function createWords(locale: string, timeZone: string | null): Words {
  let now = createStrings(locale, timeZone);
  const t: Strings['t'] = (...args) => now.t(...args);
  return {
    strings: {
      t,
      get locale() {
        return now.locale;
      },
      get language() {
        return now.language;
      },
      get format() {
        return now.format;
      },
    },
    use: ({ language, clock }) => {
      now = createStrings(localeFor(language, locale), timeZone, clock);
    },
  };
}
