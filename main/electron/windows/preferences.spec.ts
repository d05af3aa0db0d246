import { expect, test } from 'vitest';
import { pagePreferences } from './preferences.ts';

const given = pagePreferences('/preload.cjs', false);

test.each([
  ['sandbox', true],
  ['contextIsolation', true],
  ['nodeIntegration', false],
  ['nodeIntegrationInWorker', false],
  ['nodeIntegrationInSubFrames', false],
  ['webSecurity', true],
  ['allowRunningInsecureContent', false],
  ['webviewTag', false],
  ['navigateOnDragDrop', false],
  ['devTools', false],
] as const)('%s is %s', (name, value) => {
  expect(given[name]).toBe(value);
});

test('nothing experimental is turned on', () => {
  for (const name of ['experimentalFeatures', 'enableBlinkFeatures', 'plugins'])
    expect(given).not.toHaveProperty(name);
});
