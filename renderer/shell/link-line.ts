import type { LinkState } from '../../contract/bridge.ts';
import type { Strings } from '../../contract/strings/index.ts';
import type { HostLink } from '../stores/host.ts';

/** Two heartbeats of the gateway, ms: with none of them nothing beats on the screen either. */
const BEATS_MS = 4_500;

/** Whether the pulse beats: bytes come, and this window hears of it. */
export const beats = (link: LinkState, host: HostLink, now: number): boolean =>
  host.state === 'open' &&
  link.phase === 'live' &&
  link.lastByteAt !== null &&
  now - link.lastByteAt < BEATS_MS;

/** What the link is doing, under its name: `retrying in 4 s`, `212 changes to come`, `newest 0.4 s · 12 changes/s`. */
export function linkLine(link: LinkState, host: HostLink, now: number, strings: Strings): string {
  const { t, format } = strings;
  const cut = host.state !== 'open';
  const next = cut ? host.nextTryAt : link.phase === 'waiting' ? link.nextTryAt : null;
  if (next !== null) {
    const seconds = Math.ceil((next - now) / 1_000);
    return seconds <= 0 ? t('link.tryingNow') : t('link.retrying', { in: t('age.seconds', { n: seconds }) });
  }
  if (!cut && link.phase === 'catching-up' && link.remaining !== null)
    return t('link.remaining', { n: link.remaining });
  const ms = link.lastByteAt === null ? null : Math.max(0, now - link.lastByteAt);
  const parts: string[] = [];
  if (ms !== null) {
    const age = ms < 10_000 ? t('age.seconds', { n: format.number(ms / 1_000, 1) }) : format.age(ms);
    parts.push(t('link.newest', { age }));
  }
  if (!cut && link.phase === 'live') parts.push(t('link.rate', { n: Math.round(link.changesPerSecond) }));
  return parts.join(' \u00b7 ');
}
