import type { Unanswered } from '../../../contract/annunciation.ts';
import type { Strings } from '../../../contract/strings/index.ts';

/** Why the banner stands, and whom the gateway has called meanwhile. */
export function whyText({ alarm, why, outcome }: Unanswered, { t }: Strings): string {
  const level = alarm.escalation?.level ?? 0;
  const became = t(`call.outcome.${outcome ?? 'none'}`);
  const called = t(`call.level.${level}`);
  // A notification that was seen is not why it stands.
  return why === 'not-shown' ? `${became} \u00b7 ${called}` : called;
}

/** In the browser's tab, where there is no taskbar to flash. */
export const titleMark = (unanswered: Unanswered | null, test: boolean, { t }: Strings): string =>
  unanswered !== null
    ? `\u25cf ${t('call.title', { n: unanswered.count })} \u2013 `
    : test
      ? `\u25cf ${t('alarmTest.title')} \u2013 `
      : '';
