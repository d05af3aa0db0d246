import type { LinkPhase, LinkReason, LinkState } from '../../../contract/bridge.ts';
import { wallMs, type WallMs } from '../../../contract/time.ts';
import type { Link } from './link.ts';
import type { Strings } from '../../../contract/strings/index.ts';

/** What of the streams the link's state tells. */
export interface StreamsView {
  readonly live: boolean;
  /** Keys still to come; null where that is not known. */
  readonly remaining: number | null;
  readonly changesPerSecond: number;
  /** Milliseconds that what is shown can be old, where that is too long to be called live; else null. */
  readonly behind: number | null;
}

/** Link and streams as windows see them. `keyless`: why a token will not outlive the process; `unkept`: why what
 * was notified and commanded will not. */
export function linkState(
  link: Link,
  streams: StreamsView,
  counters: Readonly<Record<string, number>>,
  keyless: string | null,
  unkept: string | null,
  strings: Strings,
  now: WallMs,
): LinkState {
  const { model } = link;
  const phase = phaseOf(link, streams);
  const waiting = model.is === 'waiting';
  return {
    phase,
    gateway: link.gateway,
    user: link.who?.sub ?? null,
    role: link.who?.role ?? null,
    tenant: link.who?.tenant ?? null,
    lastByteAt: asOf(link, phase, streams.behind, now),
    nextTryAt: waiting ? wallMs(model.until) : null,
    attempt: 'attempt' in model ? model.attempt : 0,
    reason: reasonOf(link, phase, now, strings) ?? noJournal(unkept, strings) ?? noKeychain(keyless),
    remaining: phase === 'catching-up' ? streams.remaining : null,
    changesPerSecond: streams.changesPerSecond,
    counters,
  };
}

/** `streams.live` alone decides between live and catching up: what comes then may be as old as it is, and is said to be on its way. */
export function phaseOf(link: Link, streams: Pick<StreamsView, 'live' | 'behind'>): LinkPhase {
  const { model } = link;
  // Asking why takes a moment and is a part of the try.
  if (model.is !== 'open') return model.is === 'asking' ? 'connecting' : model.is;
  if (link.stale) return 'stale';
  if (!streams.live) return 'catching-up';
  return streams.behind === null ? 'live' : 'stale';
}

/** Of a line that is slow, what is shown; of any other one, the last byte. */
function asOf(link: Link, phase: LinkPhase, behind: number | null, now: WallMs): WallMs | null {
  if (link.lastByteAt === null) return null;
  const heard = wallMs(link.lastByteAt);
  return phase === 'stale' && behind !== null ? wallMs(Math.min(heard, now - behind)) : heard;
}

/** Bytes that came so lately are a slow line's, ms: on a silent one the last answer is old at the same time. */
const BYTES_MS = 3_000;

function reasonOf(link: Link, phase: LinkPhase, now: WallMs, { t }: Strings): LinkReason | null {
  const { model } = link;
  if (model.is === 'waiting' || model.is === 'refused') return model.reason;
  if (phase !== 'stale') return null;
  const code = now - (link.lastByteAt ?? 0) < BYTES_MS ? 'behind' : 'silent';
  return { code, message: t(`reason.${code}`) };
}

const noJournal = (unkept: string | null, { t }: Strings): LinkReason | null =>
  unkept === null ? null : { code: 'no-journal', message: `${t('reason.no-journal')} (${unkept})` };
const noKeychain = (keyless: string | null): LinkReason | null =>
  keyless === null ? null : { code: 'no-keychain', message: keyless };
