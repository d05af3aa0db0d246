import type { Session } from 'electron';
import type { Logger } from '../../console/ports.ts';
import { mayDownload } from './download.ts';

/**
 * Pages get no permission (notifications are main's), no device, no download but of what they made themselves, and no request
 * to another machine: the gateway's connection is main's. The last one backs up the CSP.
 */
export function lockSession(session: Session, log: Logger): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log.warn('permission refused', { permission });
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event, item) => {
    const mime = item.getMimeType();
    if (mayDownload({ chain: item.getURLChain(), mime, size: item.getTotalBytes() })) return;
    event.preventDefault();
    log.warn('download refused', { mime });
  });
  const urls = ['http://*/*', 'https://*/*', 'ws://*/*', 'wss://*/*', 'file:///*'];
  session.webRequest.onBeforeRequest({ urls }, ({ url }, answer) => {
    log.warn('request refused', { origin: URL.canParse(url) ? new URL(url).origin : 'unknown' });
    answer({ cancel: true });
  });
}
