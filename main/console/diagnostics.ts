import type { LinkState, SharedState } from '../../contract/bridge.ts';
import type { About, Diagnostics, PhaseSince, StreamPlace } from '../../contract/diagnostics.ts';
import type { ReceivedClock } from '../../contract/bridge.ts';
import type { WallMs } from '../../contract/time.ts';

export interface DiagnosticsParts {
  readonly now: () => WallMs;
  readonly about: About | null;
  /** As somebody named it; null where it goes by the computer's name, which may be a person's. */
  readonly desk: () => string | null;
  readonly link: () => LinkState;
  readonly phases: () => readonly PhaseSince[];
  readonly streams: () => readonly StreamPlace[];
  readonly clock: () => ReceivedClock | undefined;
  /** Why the journal is not kept; null where it is. */
  readonly unkept: () => string | null;
  readonly token: () => Diagnostics['token'];
  readonly windows: () => number;
  readonly notifications: () => SharedState['notifications'];
}

/** Picks, never copies: what is added to a state elsewhere does not come along by itself. */
export function diagnostics(parts: DiagnosticsParts): Diagnostics {
  const link = parts.link();
  const clock = parts.clock();
  return {
    at: parts.now(),
    about: parts.about,
    desk: parts.desk(),
    gateway: originOf(link.gateway),
    role: roleOf(link.role),
    phase: link.phase,
    reason: link.reason?.code ?? null,
    attempt: link.attempt,
    lastByteAt: link.lastByteAt,
    changesPerSecond: link.changesPerSecond,
    phases: parts.phases(),
    streams: parts.streams(),
    clockDifferenceMs: clock === undefined ? null : clock.wall - clock.received,
    rate: clock?.rate ?? null,
    journal: parts.unkept() === null ? 'kept' : 'in-memory',
    token: parts.token(),
    windows: parts.windows(),
    notifications: parts.notifications(),
    counters: plainCounters(link.counters),
  };
}

/** An address may carry more than where it leads. */
function originOf(gateway: string | null): string | null {
  if (gateway === null || !URL.canParse(gateway)) return null;
  return new URL(gateway).origin;
}

/** A code of the protocol; anything else is somebody's words. */
const roleOf = (role: string | null): string | null =>
  role !== null && /^[a-z][a-z-]{0,19}$/.test(role) ? role : null;

const KIND = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Kinds are ours, but a part of some is a code that was received: what does not look like one is counted together. */
function plainCounters(counters: Readonly<Record<string, number>>): Record<string, number> {
  const plain: Record<string, number> = {};
  for (const [kind, n] of Object.entries(counters)) {
    const name = kind.length <= 48 && KIND.test(kind) ? kind : 'other';
    plain[name] = (plain[name] ?? 0) + n;
  }
  return plain;
}
