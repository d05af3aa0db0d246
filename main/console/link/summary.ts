import type { LinkPhase, LinkReason, LinkState } from '../../../contract/bridge.ts';
import { wallMs } from '../../../contract/time.ts';
import type { Link } from './link.ts';
import { BEHIND_MS } from './behind.ts';
import type { Strings } from '../../../contract/strings/index.ts';

/** What of the streams the link's state tells. */
export interface StreamsView {
  readonly live: boolean;
  /** Keys still to come; null where that is not known. */
  readonly remaining: number | null;
  readonly changesPerSecond: number;
  /** Milliseconds that what arrives is old. */
  readonly behind: number;
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
    lastByteAt: link.lastByteAt === null ? null : wallMs(link.lastByteAt),
    nextTryAt: waiting ? wallMs(model.until) : null,
    attempt: 'attempt' in model ? model.attempt : 0,
    reason:
      reasonOf(link, phase, streams.behind, strings) ?? noJournal(unkept, strings) ?? noKeychain(keyless),
    remaining: phase === 'catching-up' ? streams.remaining : null,
    changesPerSecond: streams.changesPerSecond,
    counters,
  };
}

/** `streams.live` alone decides between live and catching up. */
export function phaseOf(link: Link, streams: Pick<StreamsView, 'live' | 'behind'>): LinkPhase {
  const { model } = link;
  if (model.is === 'open')
    return link.stale || streams.behind >= BEHIND_MS ? 'stale' : streams.live ? 'live' : 'catching-up';
  // Asking why takes a moment and is a part of the try.
  return model.is === 'asking' ? 'connecting' : model.is;
}

function reasonOf(link: Link, phase: LinkPhase, behind: number, { t }: Strings): LinkReason | null {
  const { model } = link;
  if (model.is === 'waiting' || model.is === 'refused') return model.reason;
  if (phase !== 'stale') return null;
  if (link.stale) return { code: 'silent', message: t('reason.silent') };
  return { code: 'behind', message: `${t('reason.behind')} (${String(Math.round(behind / 1_000))} s)` };
}

const noJournal = (unkept: string | null, { t }: Strings): LinkReason | null =>
  unkept === null ? null : { code: 'no-journal', message: `${t('reason.no-journal')} (${unkept})` };
const noKeychain = (keyless: string | null): LinkReason | null =>
  keyless === null ? null : { code: 'no-keychain', message: keyless };
