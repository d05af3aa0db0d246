import type { UserSettings } from '../../contract/settings.ts';
import { createStrings, type Strings } from '../../contract/strings/index.ts';

/** Words and formats for the operator's language and the fleet's zone; a locale or zone that this browser does not know falls back. */
export function fleetStrings(
  locale: string,
  timeZone: string | null,
  hours: UserSettings['clock'] = 'h24',
): Strings {
  return createStrings(knows({ locale }) ? locale : 'en-GB', knows({ timeZone }) ? timeZone : null, hours);
}

function knows({ locale = 'en', timeZone = null }: { locale?: string; timeZone?: string | null }): boolean {
  try {
    new Intl.DateTimeFormat(locale, timeZone === null ? {} : { timeZone });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
