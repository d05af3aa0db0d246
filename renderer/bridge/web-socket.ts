import type { Connector } from './wire.ts';

/** The web host's bridge: a WebSocket at `/bridge` on the page's own origin. */
export function webSocketConnector(url: string): Connector {
  return (events) => {
    const socket = new WebSocket(url);
    const ended = new AbortController();
    const { signal } = ended;
    socket.addEventListener('open', () => events.opened(), { signal });
    socket.addEventListener(
      'message',
      (event: MessageEvent<unknown>) => {
        if (typeof event.data === 'string') events.message(event.data);
      },
      { signal },
    );
    socket.addEventListener(
      'close',
      (event) => {
        ended.abort();
        events.closed(event.reason === '' ? 'the console has ended or does not answer' : event.reason);
      },
      { signal },
    );
    return {
      send(text) {
        if (socket.readyState === WebSocket.OPEN) socket.send(text);
      },
      dispose() {
        ended.abort();
        socket.close();
      },
    };
  };
}

/** `/bridge` on the origin of the page; a cookie carries what the web host asks for. */
export function bridgeUrl(page: Pick<Location, 'protocol' | 'host' | 'search'>): string {
  const window = new URLSearchParams(page.search).get('window');
  return `${page.protocol === 'https:' ? 'wss:' : 'ws:'}//${page.host}/bridge${window === null ? '' : `?window=${encodeURIComponent(window)}`}`;
}
