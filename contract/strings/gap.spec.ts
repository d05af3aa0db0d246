import { expect, test } from 'vitest';
import type { Gap } from '../bridge.ts';
import { wallMs } from '../time.ts';
import { gapText } from './gap.ts';
import { createStrings } from './index.ts';

const gap: Gap = {
  id: 1,
  from: wallMs(Date.UTC(2026, 2, 2, 14, 2)),
  to: wallMs(Date.UTC(2026, 2, 2, 14, 9)),
  why: 'offline',
  alarms: [],
  alarmCount: 7,
  statusChanges: [],
  statusCount: 31,
  complete: true,
};
const text = (part: Partial<Gap>, locale = 'en-GB') =>
  gapText({ ...gap, ...part }, createStrings(locale, 'UTC'));

test('says when and what', () => {
  expect(text({})).toBe('offline 14:02–14:09: 7 alarms, 31 status changes');
  expect(text({ alarmCount: 1, statusCount: 1 })).toBe('offline 14:02–14:09: 1 alarm, 1 status change');
  expect(text({}, 'de-DE')).toBe('offline 14:02–14:09: 7 Alarme, 31 Statuswechsel');
});

test('says what it does not know, and that nothing happened only where that is known', () => {
  expect(text({ complete: false, statusChanges: null, statusCount: null })).toBe(
    'offline 14:02–14:09: at least 7 alarms',
  );
  expect(text({ why: 'not-running', alarmCount: 0, statusCount: 0 })).toBe(
    'not running 14:02–14:09: nothing happened',
  );
});
