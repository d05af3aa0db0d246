import { MAIN_WINDOW } from '../../../contract/layout/types.ts';
import type { Console } from '../api.ts';
import { handle, readMessage, type Handlers } from '../calls/handle.ts';
import type { Feed } from '../feed/feed.ts';
import type { WindowFeed } from '../feed/window.ts';
import type { Pages } from '../layouts/pages.ts';
import type { Viewports } from '../viewports.ts';
import type { Core } from './core.ts';
import type { NotificationParts } from './notifications.ts';

export interface WindowDeps {
  readonly core: Core;
  readonly feed: Feed;
  readonly handlers: Handlers;
  readonly pages: Pages | null;
  readonly viewports: Viewports;
  readonly calling: Pick<NotificationParts, 'byWindow' | 'notifier' | 'voice'>;
}

/** The pages of windows: each gets its part of the feed, its messages are read, and all of it goes when its port closes. */
export function createAttach(deps: WindowDeps): Console['attach'] {
  const { core, feed, handlers, pages, viewports } = deps;
  const { counters, log } = core;
  const { byWindow, notifier, voice } = deps.calling;

  function receive(window: WindowFeed, text: string): void {
    const message = readMessage(text);
    if (message === null) return counters.bump('bad-message');
    if (message.t === 'ack') return feed.ack(window, message.n);
    if (message.t === 'sub') return feed.subscribe(window, message.topic);
    if (message.t === 'unsub') return feed.unsubscribe(window, message.topic);
    const crashed = (error: unknown): void =>
      log.error(`call ${message.name} failed`, { why: error instanceof Error ? error.stack : String(error) });
    void handle(handlers, message.name, message.args, window.port, crashed).then((result) => {
      if (!result.ok && (result.error.code === 'bad-request' || result.error.code === 'unsupported'))
        counters.bump('bad-call');
      if (feed.windows.has(window)) window.port.send(JSON.stringify({ t: 'result', id: message.id, result }));
    });
  }

  return (port, windowId = MAIN_WINDOW) => {
    const window = feed.add(port);
    voice.joined(port);
    const page = pages?.attached(windowId);
    if (byWindow !== null) notifier.retry();
    const end = (): void => {
      if (!feed.windows.has(window)) return;
      feed.remove(window);
      page?.dispose();
      viewports.delete(port);
      byWindow?.left(port);
      voice.left(port);
    };
    port.onMessage((text) => receive(window, text));
    port.onClose(end);
    return {
      dispose: () => {
        end();
        port.close();
      },
    };
  };
}
