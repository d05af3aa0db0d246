import { expect, test } from 'vitest';
import type { LinkState } from '../../contract/bridge.ts';
import { createStrings } from '../../contract/strings/index.ts';
import { wallMs } from '../../contract/time.ts';
import type { HostLink } from '../stores/host.ts';
import { beats, linkLine } from './link-line.ts';

const NOW = 1_700_000_000_000;
const open: HostLink = { state: 'open', nextTryAt: null, reason: null };
const link = (part: Partial<LinkState>): LinkState => ({
  phase: 'live',
  gateway: 'https://gateway.example',
  user: null,
  role: null,
  tenant: null,
  lastByteAt: wallMs(NOW - 400),
  nextTryAt: null,
  attempt: 1,
  reason: null,
  remaining: null,
  changesPerSecond: 12,
  counters: {},
  ...part,
});
const english = createStrings('en-GB', 'UTC');
const says = (part: Partial<LinkState>, host = open, strings = english): string =>
  linkLine(link(part), host, NOW, strings);

test('says what the link is doing, in words that count down', () => {
  expect(says({})).toBe('newest 0.4 s · 12 changes/s');
  expect(says({ phase: 'waiting', nextTryAt: wallMs(NOW + 3_200) })).toBe('retrying in 4 s');
  expect(says({ phase: 'waiting', nextTryAt: wallMs(NOW) })).toBe('trying now');
  expect(says({ phase: 'catching-up', remaining: 212 })).toBe('212 changes to come');
  expect(says({ phase: 'stale', lastByteAt: wallMs(NOW - 7_000) })).toBe('newest 7.0 s');
  const german = createStrings('de-DE', 'UTC');
  expect(says({ phase: 'waiting', nextTryAt: wallMs(NOW + 3_200) }, open, german)).toBe(
    'neuer Versuch in 4 s',
  );
});

test('a window that lost its own console says when it tries that', () => {
  expect(says({}, { state: 'waiting', nextTryAt: NOW + 1_000, reason: null })).toBe('retrying in 1 s');
});

test('the pulse beats while bytes come, and only then', () => {
  expect(beats(link({}), open, NOW)).toBe(true);
  expect(beats(link({ lastByteAt: wallMs(NOW - 5_000) }), open, NOW)).toBe(false);
  expect(beats(link({ phase: 'stale' }), open, NOW)).toBe(false);
  expect(beats(link({}), { state: 'waiting', nextTryAt: null, reason: null }, NOW)).toBe(false);
});
