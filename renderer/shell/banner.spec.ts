import { expect, test } from 'vitest';
import type { LinkState } from '../../contract/bridge.ts';
import { createStrings } from '../../contract/strings/index.ts';
import { wallMs } from '../../contract/time.ts';
import type { HostLink } from '../stores/host.ts';
import { panelCondition } from '../ui/panel-state.ts';
import { bannerOf } from './banner.ts';

const NOW = 1_700_000_000_000;
const host: HostLink = { state: 'open', nextTryAt: null, reason: null };
const stale = (code: 'silent' | 'behind', ms: number): LinkState => ({
  phase: 'stale',
  gateway: 'https://gateway.example',
  user: null,
  role: null,
  tenant: null,
  lastByteAt: wallMs(NOW - ms),
  nextTryAt: null,
  attempt: 1,
  reason: { code, message: '' },
  remaining: null,
  changesPerSecond: 0,
  counters: {},
});
const english = createStrings('en-GB', 'UTC');

test('a silent line and a slow one are told apart, with the age of what is shown', () => {
  expect(bannerOf(stale('silent', 7_000), host, NOW, english)).toMatchObject({
    title: 'The gateway is silent',
    why: 'Nothing heard for 7 s',
  });
  expect(bannerOf(stale('behind', 12_000), host, NOW, english)).toMatchObject({
    title: 'The line is slow: what comes is old',
    why: 'What is shown is 12 s old',
  });
  const german = createStrings('de-DE', 'UTC');
  expect(bannerOf(stale('behind', 12_000), host, NOW, german)?.why).toBe('Was gezeigt wird, ist 12 s alt');
});

test('each panel says the same', () => {
  const held = { ready: true, empty: false };
  expect(panelCondition(stale('silent', 7_000), host, held, NOW, english)).toEqual({
    kind: 'stale',
    ageMs: 7_000,
  });
  expect(panelCondition(stale('behind', 7_000), host, held, NOW, english)).toEqual({
    kind: 'stale',
    ageMs: 7_000,
    slow: true,
  });
});
