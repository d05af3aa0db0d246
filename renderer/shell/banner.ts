import type { LinkState } from '../../contract/bridge.ts';
import type { Strings } from '../../contract/strings/index.ts';
import type { HostLink } from '../stores/host.ts';

export interface BannerText {
  readonly title: string;
  readonly why: string;
  /** What can still be done meanwhile. */
  readonly works: string;
  /** When it is tried again; empty where it is not, or at this moment. */
  readonly next: string;
  readonly retry: boolean;
}

function nextTry(at: number | null, now: number, { t }: Strings): string {
  if (at === null) return '';
  const seconds = Math.ceil((at - now) / 1000);
  return seconds <= 0 ? t('link.tryingNow') : t('link.nextTry', { in: t('age.seconds', { n: seconds }) });
}

/** What the line under the top bar says; null while all is well. The nearer failure hides the farther one. */
export function bannerOf(link: LinkState, host: HostLink, now: number, strings: Strings): BannerText | null {
  const { t, format } = strings;
  const slow = link.reason?.code === 'behind';
  if (host.state === 'waiting')
    return {
      title: t('banner.console'),
      why: host.reason ?? '',
      works: t('banner.last'),
      next: nextTry(host.nextTryAt, now, strings),
      retry: true,
    };
  if (link.phase === 'waiting')
    return {
      title: link.reason === null ? t('banner.disconnected') : t(`reason.${link.reason.code}`),
      why: detail(link),
      works: t('banner.last'),
      next: nextTry(link.nextTryAt, now, strings),
      retry: true,
    };
  if (link.phase === 'stale')
    return {
      title: t(slow ? 'reason.behind' : 'reason.silent'),
      why:
        link.lastByteAt === null
          ? ''
          : t(slow ? 'banner.behind' : 'banner.heard', { age: format.age(now - link.lastByteAt) }),
      works: t('banner.stale'),
      next: '',
      retry: true,
    };
  if (link.reason?.code === 'no-keychain')
    return {
      title: t('reason.no-keychain'),
      why: '',
      works: t('banner.no-keychain'),
      next: '',
      retry: false,
    };
  return null;
}

const detail = (link: LinkState): string =>
  [link.gateway ?? '', link.reason?.message ?? ''].filter((part) => part !== '').join(': ');
