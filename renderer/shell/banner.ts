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

const LAST = 'The last picture stays readable; acknowledging works again once connected.';

function nextTry(at: number | null, now: number): string {
  if (at === null) return '';
  const seconds = Math.ceil((at - now) / 1000);
  return seconds <= 0 ? 'trying now' : `next try in ${seconds} s`;
}

/** What the line under the top bar says; null while all is well. The nearer failure hides the farther one. */
export function bannerOf(link: LinkState, host: HostLink, now: number, strings: Strings): BannerText | null {
  if (host.state === 'waiting')
    return {
      title: 'This window lost its console',
      why: host.reason ?? '',
      works: LAST,
      next: nextTry(host.nextTryAt, now),
      retry: true,
    };
  if (link.phase === 'waiting')
    return {
      title: link.reason === null ? 'Disconnected' : strings.t(`reason.${link.reason.code}`),
      why: detail(link),
      works: LAST,
      next: nextTry(link.nextTryAt, now),
      retry: true,
    };
  if (link.phase === 'stale')
    return {
      title: 'The gateway is silent',
      why: link.lastByteAt === null ? '' : `Nothing heard for ${strings.format.age(now - link.lastByteAt)}`,
      works: 'What is shown may be out of date; the line is being tested.',
      next: '',
      retry: true,
    };
  if (link.reason?.code === 'no-keychain')
    return {
      title: strings.t('reason.no-keychain'),
      why: '',
      works: 'You will be asked for it again at the next start.',
      next: '',
      retry: false,
    };
  return null;
}

const detail = (link: LinkState): string =>
  [link.gateway ?? '', link.reason?.message ?? ''].filter((part) => part !== '').join(': ');
