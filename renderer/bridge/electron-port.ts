import { PORT_MESSAGE, PRELOAD_KEY, type PortMessage, type PreloadApi } from '../../contract/preload.ts';
import type { Connector } from './wire.ts';

/** Main answers within a tick; this long means it never got the request. */
const PORT_TIMEOUT_MS = 5_000;

export const preloadOf = (scope: object): PreloadApi | null =>
  ((scope as Record<string, unknown>)[PRELOAD_KEY] as PreloadApi | undefined) ?? null;

/** The part of `window` that is needed, so that a spec can stand in for it. */
export interface MessageScope {
  addEventListener(
    type: 'message',
    handler: (event: MessageEvent) => void,
    options: { signal: AbortSignal },
  ): void;
}

/**
 * Electron's bridge: asks for a port with a nonce of its own and takes the port that comes with that nonce from this very
 * window; every other message is somebody else's.
 */
export function electronConnector(
  api: PreloadApi,
  scope: MessageScope,
  newNonce: () => string = () => crypto.randomUUID(),
): Connector {
  return (events) => {
    const nonce = newNonce();
    const ended = new AbortController();
    let port: MessagePort | null = null;
    const finish = (reason: string): void => {
      if (ended.signal.aborted) return;
      ended.abort();
      clearTimeout(timeout);
      port?.close();
      events.closed(reason);
    };
    const timeout = setTimeout(() => finish('main did not hand over a port'), PORT_TIMEOUT_MS);
    scope.addEventListener(
      'message',
      (event) => {
        const [offered] = event.ports;
        if (port !== null || offered === undefined) return;
        if (event.source !== (scope as unknown) || !isPortMessage(event.data, nonce)) return;
        clearTimeout(timeout);
        port = offered;
        port.onmessage = (message: MessageEvent<unknown>) => {
          if (!ended.signal.aborted && typeof message.data === 'string') events.message(message.data);
        };
        port.addEventListener('close', () => finish('main closed the port'), { signal: ended.signal });
        events.opened();
      },
      { signal: ended.signal },
    );
    api.requestPort(nonce);
    return {
      send: (text) => port?.postMessage(text),
      dispose() {
        clearTimeout(timeout);
        ended.abort();
        port?.close();
      },
    };
  };
}

function isPortMessage(data: unknown, nonce: string): data is PortMessage {
  if (typeof data !== 'object' || data === null) return false;
  const { type, nonce: theirs } = data as Partial<PortMessage>;
  return type === PORT_MESSAGE && theirs === nonce;
}
