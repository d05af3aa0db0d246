import type { LinkState, ReceivedClock } from '../../contract/bridge.ts';
import { feedMs, wallMs } from '../../contract/time.ts';
import { NOON } from './fleet.ts';

const REASONS: Partial<Record<LinkState['phase'], LinkState['reason']>> = {
  waiting: { code: 'unreachable', message: 'connection refused' },
  refused: { code: 'expired', message: 'The token ended at 17:58; a new one is needed.' },
  stale: { code: 'silent', message: 'no byte for 7 s' },
};

/** What a console comes to that was live: it holds what it had. */
export const LOST: ReadonlySet<LinkState['phase']> = new Set(['stale', 'waiting']);

/** The link as it is in this phase, now. */
export function fakeLink(phase: LinkState['phase']): LinkState {
  const now = Date.now();
  const known = phase !== 'signed-out';
  return {
    phase,
    gateway: known ? 'https://gateway.example' : null,
    user: known ? 'desk 2' : null,
    role: known ? 'dispatcher' : null,
    tenant: known ? 'San Francisco' : null,
    lastByteAt: known ? wallMs(now - (LOST.has(phase) ? 94_000 : 400)) : null,
    nextTryAt: phase === 'waiting' ? wallMs(now + 12_000) : null,
    attempt: phase === 'waiting' ? 4 : 0,
    reason: REASONS[phase] ?? null,
    remaining: phase === 'catching-up' ? 3_120 : null,
    changesPerSecond: phase === 'live' ? 212 : 0,
    counters: {},
  };
}

/** The gateway's clock `sinceMs` after the scene began. */
export function fakeClock(sinceMs: number): ReceivedClock {
  const now = wallMs(Date.now());
  return { feed: feedMs(NOON + sinceMs), wall: now, rate: 1, received: now, lateAfter: 300 };
}
