import { expect, test } from 'vitest';
import type { LinkState } from '../../contract/bridge.ts';
import { feedMs, wallMs } from '../../contract/time.ts';
import { diagnostics, type DiagnosticsParts } from './diagnostics.ts';

const CANARY = 'canary-4711';
const now = wallMs(1_700_000_000_000);
const link: LinkState = {
  phase: 'waiting',
  gateway: `https://anna:${CANARY}@gateway.example:8443/${CANARY}?token=${CANARY}`,
  user: `anna ${CANARY}`,
  role: `dispatcher ${CANARY}`,
  tenant: CANARY,
  lastByteAt: now,
  nextTryAt: now,
  attempt: 2,
  reason: { code: 'unreachable', message: `getaddrinfo ENOTFOUND ${CANARY}` },
  remaining: null,
  changesPerSecond: 0,
  counters: { 'bad-delta': 2, [`cmd-${CANARY} Lindqvist`]: 1, [CANARY.repeat(9)]: 3 },
};
const parts: DiagnosticsParts = {
  now: () => now,
  about: { version: '0.1.0', parts: [], system: 'linux x64' },
  desk: () => null,
  link: () => link,
  phases: () => [],
  streams: () => [],
  clock: () => ({
    feed: feedMs(now),
    wall: wallMs(now - 250),
    rate: 1,
    received: now,
    zone: `Zone/${CANARY}`,
  }),
  unkept: () => `EACCES /home/${CANARY}/journal.log`,
  token: () => 'in-memory',
  windows: () => 1,
  notifications: () => 'supported',
};

test('nothing of a person, an address or a message of somebody else is in it', () => {
  const told = diagnostics(parts);
  expect(JSON.stringify(told)).not.toContain(CANARY);
  expect(told).toMatchObject({
    gateway: 'https://gateway.example:8443',
    role: null,
    reason: 'unreachable',
    clockDifferenceMs: -250,
    journal: 'in-memory',
    counters: { 'bad-delta': 2, other: 4 },
  });
});

test('before the gateway has said anything there is nothing to say of its clock', () => {
  const quiet = { ...link, gateway: null, role: 'dispatcher', counters: {} };
  const told = diagnostics({ ...parts, link: () => quiet, clock: () => undefined, unkept: () => null });
  expect(told).toMatchObject({ gateway: null, role: 'dispatcher', clockDifferenceMs: null, journal: 'kept' });
});
