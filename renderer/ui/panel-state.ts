import type { LinkState } from '../../contract/bridge.ts';
import type { Strings } from '../../contract/strings/index.ts';
import type { HostLink } from '../stores/host.ts';

/** What a panel can honestly show at this moment. */
export type PanelCondition =
  | { readonly kind: 'ready' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'catching-up'; readonly remaining: number | null }
  /** `slow`: bytes come, and are old. */
  | { readonly kind: 'stale'; readonly ageMs: number | null; readonly slow?: boolean }
  | { readonly kind: 'disconnected'; readonly ageMs: number | null; readonly reason: string | null }
  | { readonly kind: 'error'; readonly what: string; readonly why: string; readonly todo: string };

export interface Held {
  /** The whole state has come at least once. */
  readonly ready: boolean;
  readonly empty: boolean;
}

/** Age in wall milliseconds of what the window holds: since the last byte that the gateway sent. */
const ageOf = (link: LinkState, now: number): number | null =>
  link.lastByteAt === null ? null : Math.max(0, now - link.lastByteAt);

/** Pure, so that every panel says the same at the same time; the worst truth wins. */
export function panelCondition(
  link: LinkState,
  host: HostLink,
  held: Held,
  now: number,
  { t }: Strings,
): PanelCondition {
  const ageMs = ageOf(link, now);
  if (host.state === 'waiting') return { kind: 'disconnected', ageMs, reason: t('banner.console') };
  const reason = link.reason === null ? null : t(`reason.${link.reason.code}`);
  switch (link.phase) {
    case 'refused':
      return {
        kind: 'error',
        what: t('state.refused'),
        why: `${reason ?? t('state.refused.why')}.`,
        todo: t('state.refused.todo'),
      };
    case 'waiting':
      return { kind: 'disconnected', ageMs, reason };
    case 'stale':
      return held.ready
        ? { kind: 'stale', ageMs, ...(link.reason?.code === 'behind' ? { slow: true } : {}) }
        : { kind: 'catching-up', remaining: null };
    case 'catching-up':
      return { kind: 'catching-up', remaining: link.remaining };
    case 'live':
      if (!held.ready) return { kind: 'catching-up', remaining: null };
      return held.empty ? { kind: 'empty' } : { kind: 'ready' };
    default:
      return held.ready
        ? { kind: 'disconnected', ageMs, reason: null }
        : { kind: 'catching-up', remaining: null };
  }
}
