import * as v from 'valibot';
import { expect, test } from 'vitest';
import { settingsChange, userSettings } from './schema/settings.ts';
import { readSettingsFile, settingsFile } from './settings-file.ts';
import { SETTING_DEFAULTS, SETTINGS, themeOf } from './settings.ts';
import { createStrings } from './strings/index.ts';
import { localeFor } from './strings/locale.ts';

test('the defaults are settings, and every one has its default', () => {
  expect(v.is(userSettings, SETTING_DEFAULTS)).toBe(true);
  expect(Object.keys(SETTING_DEFAULTS)).toEqual(SETTINGS.map(({ key }) => key));
});

test.each([
  [{ theme: 'contrast', textSize: 150 }, true],
  [{}, true],
  [{ theme: 'pink' }, false],
  [{ textSize: 151 }, false],
  [{ textSize: 99.5 }, false],
  [{ mapLabels: 'yes' }, false],
  [{ deskName: 'Pult 2 – Süd' }, true],
  [{ deskName: '' }, true],
  [{ deskName: 'x'.repeat(65) }, false],
  [{ deskName: 'two\nlines' }, false],
  [{ deskName: 'turned \u202e round' }, false],
  [{ tehme: 'dark' }, false],
])('%j as a change: %s', (change, valid) => {
  expect(v.is(settingsChange, change)).toBe(valid);
});

test('what was exported is imported whole, but for the name of the desk that it came from', () => {
  const { deskName: _, ...all } = SETTING_DEFAULTS;
  const settings = { ...all, theme: 'light', textSize: 130, mapLabels: false } as const;
  const file = settingsFile({ ...settings, deskName: 'desk 2' });
  expect(readSettingsFile(file)).toEqual({ ok: true, settings, refused: [] });
});

test('a file with faults gives what is valid and names the rest', () => {
  const text = JSON.stringify({
    format: 'routewatch-settings',
    version: 1,
    settings: { theme: 'pink', textSize: 900, density: 'compact', sound: true, __proto__x: 1 },
  });
  expect(readSettingsFile(text)).toEqual({
    ok: true,
    settings: { density: 'compact' },
    refused: [
      { key: 'theme', value: '"pink"', why: 'value' },
      { key: 'textSize', value: '900', why: 'value' },
      { key: 'sound', value: 'true', why: 'unknown' },
      { key: '__proto__x', value: '1', why: 'unknown' },
    ],
  });
});

test.each([
  ['{', 'not-json'],
  ['[]', 'not-settings'],
  ['{"format":"other","version":1,"settings":{}}', 'not-settings'],
  ['{"format":"routewatch-settings","version":1,"settings":[]}', 'not-settings'],
  ['{"format":"routewatch-settings","version":1,"settings":{}}', 'nothing'],
  ['{"format":"routewatch-settings","version":2,"settings":{"theme":"dark"}}', 'version'],
  [' '.repeat(100_001), 'too-long'],
])('%.60s is refused as %s', (text, code) => {
  expect(readSettingsFile(text)).toMatchObject({ ok: false, refusal: { code } });
});

test('names of the prototype are no settings', () => {
  const text =
    '{"format":"routewatch-settings","version":1,"settings":{"__proto__":{"theme":"dark"},"constructor":1}}';
  const read = readSettingsFile(text);
  expect(read).toMatchObject({ ok: true, settings: {} });
  expect(read.ok && read.refused.map(({ key }) => key)).toEqual(['__proto__', 'constructor']);
});

test('what the system decides is decided once', () => {
  expect(themeOf('light', { dark: true, contrast: true })).toBe('light');
  expect(themeOf('system', { dark: false, contrast: false })).toBe('light');
});

test('a language keeps the computer\u2019s own region', () => {
  expect(localeFor('de', 'de-AT')).toBe('de-AT');
  expect(localeFor('de', 'en-US')).toBe('de-DE');
  expect(localeFor('en', 'de-DE')).toBe('en-GB');
  expect(localeFor('system', 'fr-FR')).toBe('fr-FR');
});

test.each([
  ['en-GB', 'h24', '14:05'],
  ['en-GB', 'h12', '02:05 pm'],
  ['en-US', 'system', '02:05 PM'],
  ['de-DE', 'system', '14:05'],
] as const)('the clock of %s set to %s says %s', (locale, hours, said) => {
  const { format } = createStrings(locale, 'UTC', hours);
  expect(format.clock(Date.UTC(2026, 0, 1, 14, 5)).replace(/\s/g, ' ')).toBe(said);
});
