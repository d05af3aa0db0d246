import type { App, WebContents } from 'electron';
import type { Disposable } from '../../../contract/disposable.ts';
import type { Logger } from '../../console/ports.ts';
import type { OpenExternal } from './external.ts';
import { isAppUrl } from './origin.ts';

/**
 * No page of ours ever goes anywhere else, opens a window or hosts a webview. Listens from the moment that a `WebContents`
 * exists, whoever makes it, so that none can be forgotten. `home` is where a page belongs. The host's own loads (`loadURL`, `reload`) raise none of these events.
 */
export function guardNavigation(
  app: App,
  openExternal: OpenExternal,
  log: Logger,
  home: (contents: WebContents) => string,
): Disposable {
  const guard = (_: unknown, contents: WebContents): void => {
    const refuse = (kind: string) => (event: { preventDefault(): void }) => {
      event.preventDefault();
      log.warn('navigation refused', { kind, contents: contents.id });
    };
    contents.on('will-navigate', refuse('navigate'));
    contents.on('will-frame-navigate', refuse('frame-navigate'));
    contents.on('will-redirect', refuse('redirect'));
    contents.on('will-attach-webview', refuse('webview'));
    // Chromium asks nobody about `about:blank` and the like: a page that took itself there is brought back.
    contents.on('did-navigate', (_event, url) => {
      if (isAppUrl(url) || url.startsWith('devtools:')) return;
      log.warn('page brought back', { contents: contents.id });
      contents.loadURL(home(contents)).catch((error: unknown) => {
        log.warn('page not brought back', { contents: contents.id, error: String(error) });
      });
    });
    contents.setWindowOpenHandler(({ url }) => {
      openExternal(url);
      return { action: 'deny' };
    });
  };
  app.on('web-contents-created', guard);
  return { dispose: () => app.off('web-contents-created', guard) };
}
